package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.tensor.Shape;
import org.junit.jupiter.api.Test;

class ScopeMembersTest {
  private final ScopeMembers members = new ScopeMembers();
  private final ScopeMember first = add();
  private final ScopeMember second = add();
  private final ScopeMember third = add();

  private ScopeMember add() {
    ScopeMember member = new NativePooledTensor(Shape.of(3), Blocks.of(64), null);
    members.add(member);
    return member;
  }

  @Test
  void theLastComesOffFirst() {
    assertThat(members.last()).isSameAs(third);
    assertThat(members.removeLast()).isSameAs(third);
    assertThat(members.removeLast()).isSameAs(second);
    assertThat(members.removeLast()).isSameAs(first);
    assertThat(members.removeLast()).isNull();
    assertThat(members.last()).isNull();
  }

  @Test
  void oneInTheMiddleComesOffAndTheOthersStay() {
    members.remove(second);
    assertThat(members.last()).isSameAs(third);
    assertThat(third.before()).isSameAs(first);
    assertThat(second.before()).isNull();
  }

  @Test
  void theFirstAndTheLastComeOff() {
    members.remove(first);
    members.remove(third);
    assertThat(members.last()).isSameAs(second);
    assertThat(second.before()).isNull();
  }

  @Test
  void whatIsOffKeepsNothing() {
    members.removeLast();
    assertThat(third.before()).isNull();
  }

  @Test
  void whatIsNoMemberChangesNothing() {
    members.removeLast();
    members.remove(third);
    assertThat(members.last()).isSameAs(second);
    assertThat(second.before()).isSameAs(first);
  }
}
