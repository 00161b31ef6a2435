package dev.tenure.engine.metrics;

import dev.tenure.annotations.Borrowed;
import dev.tenure.memory.TensorPool;
import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/// A pool's statistics in JMX, for as long as this is open.
///
/// ```java
/// try (TensorPool pool = TensorPool.withLimit(limit);
///     PoolBean bean = PoolBean.register("requests", pool)) { … }
/// ```
///
/// The bean is `dev.tenure:type=TensorPool,name="requests"` on the platform's server. Nothing is
/// measured for it: a console that asks reads the statistics that the pool keeps anyway. Safe for
/// any thread.
public final class PoolBean implements AutoCloseable {
  private static final String DOMAIN = "dev.tenure";

  private final MBeanServer server;
  private final ObjectName objectName;

  private PoolBean(MBeanServer server, ObjectName objectName) {
    this.server = server;
    this.objectName = objectName;
  }

  /// Registers a pool on the platform's server.
  ///
  /// @param name what tells the pool from others; any text
  /// @param pool what is shown; it stays the caller's, who closes it after the bean
  /// @return what the caller closes to take the bean away
  /// @throws IllegalStateException if a pool of this name is registered
  public static PoolBean register(String name, @Borrowed TensorPool pool) {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    try {
      ObjectName objectName = nameOf(name);
      server.registerMBean(new View(pool), objectName);
      return new PoolBean(server, objectName);
    } catch (InstanceAlreadyExistsException e) {
      throw new IllegalStateException(
          "a pool of the name " + name + " is registered; close its bean, or take another name", e);
    } catch (JMException e) {
      throw new IllegalStateException("the pool " + name + " cannot be registered", e);
    }
  }

  private static ObjectName nameOf(String name) throws JMException {
    return new ObjectName(DOMAIN + ":type=TensorPool,name=" + ObjectName.quote(name));
  }

  /// Returns the name under which the bean is found.
  ///
  /// @return the name on the platform's server
  public ObjectName objectName() {
    return objectName;
  }

  /// Takes the bean away. A second call does nothing.
  @Override
  public void close() {
    try {
      server.unregisterMBean(objectName);
    } catch (InstanceNotFoundException _) {
      // somebody took it away already, which is what was wanted
    } catch (JMException e) {
      throw new IllegalStateException(objectName + " cannot be taken away", e);
    }
  }

  /// What the server asks.
  private record View(TensorPool pool) implements PoolMXBean {
    @Override
    public long getRents() {
      return pool.statistics().rents();
    }

    @Override
    public long getReturns() {
      return pool.statistics().returns();
    }

    @Override
    public long getOutstanding() {
      return pool.statistics().outstanding();
    }

    @Override
    public double getHitRate() {
      return pool.statistics().hitRate();
    }

    @Override
    public long getDoubleCloses() {
      return pool.statistics().doubleCloses();
    }

    @Override
    public long getLiveBytes() {
      return pool.statistics().liveBytes();
    }

    @Override
    public long getPooledBytes() {
      return pool.statistics().pooledBytes();
    }

    @Override
    public long getPeakBytes() {
      return pool.statistics().peakBytes();
    }

    @Override
    public long getLimitBytes() {
      return pool.statistics().limitBytes();
    }

    @Override
    public String diagnostics() {
      return pool.diagnostics();
    }

    @Override
    public long trim() {
      return pool.trim();
    }

    @Override
    public void resetStatistics() {
      pool.resetStatistics();
    }
  }
}
