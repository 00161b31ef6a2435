import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;

class NettyUses extends ChannelInboundHandlerAdapter {
  int leaked(ByteBufAllocator allocator) {
    // BUG: PooledNotClosed
    ByteBuf buffer = allocator.directBuffer(16);
    buffer.writeInt(1).writeInt(2);
    return buffer.readableBytes();
  }

  int leakedCopy(ByteBuf source) {
    // BUG: PooledNotClosed
    ByteBuf copy = source.retainedSlice();
    return copy.slice().readableBytes();
  }

  int released(ByteBufAllocator allocator) {
    // BUG: PooledNotClosedOnException
    ByteBuf buffer = allocator.directBuffer(16).writeInt(1);
    try {
      return buffer.slice().readInt();
    } finally {
      buffer.release();
    }
  }

  void releasedByName(ByteBufAllocator allocator) {
    // BUG: PooledNotClosedOnException
    ByteBuf buffer = allocator.buffer();
    ReferenceCountUtil.release(buffer.writeByte(1));
  }

  void sharedAndReleased(ByteBufAllocator allocator) {
    // BUG: PooledNotClosedOnException
    ByteBuf buffer = allocator.buffer();
    buffer.retain();
    buffer.release();
    buffer.writeByte(1);
    buffer.release();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    // BUG: PooledNotClosedOnException
    ByteBuf answer = context.alloc().buffer();
    answer.writeByte(1);
    context.write(answer);
    context.writeAndFlush(Unpooled.copiedBuffer("end", StandardCharsets.UTF_8));
    context.fireChannelRead(message);
  }
}
