package dev.headgate.runtime.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A line to a server on this machine, on a port of its own. While it is silent it accepts
 * connections, takes everything and says nothing; what was connected then is cut when it is mended.
 */
final class Wire implements AutoCloseable {

  private final URI server;
  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean silent;

  private Wire(String server) {
    this.server = URI.create(server);
    try {
      listening = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on 127.0.0.1", e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** A line to {@code https://127.0.0.1:…}. */
  static Wire to(String server) {
    return new Wire(server);
  }

  /** A silent line that leads nowhere. */
  static Wire toNobody() {
    return new Wire("https://127.0.0.1:1").silence();
  }

  /** Where it is entered. */
  String url() {
    return "https://127.0.0.1:" + listening.getLocalPort();
  }

  /** A kubeconfig that leads to the server, so that it leads through this line. */
  String through(String kubeconfig) {
    return kubeconfig.replace(server.toString(), url());
  }

  Wire silence() {
    silent = true;
    return this;
  }

  void mend() {
    silent = false;
    open.forEach(Wire::cut);
  }

  /** Whether somebody has entered it. */
  boolean wasCalled() {
    return calls.get() > 0;
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.forEach(Wire::cut);
  }

  private void accept() {
    try {
      while (true) {
        connect(keep(listening.accept()));
      }
    } catch (IOException e) {
      // It was closed.
    }
  }

  private void connect(Socket near) {
    calls.incrementAndGet();
    try {
      var far = keep(new Socket(server.getHost(), server.getPort()));
      Thread.ofVirtual().start(() -> pump(near, far));
      Thread.ofVirtual().start(() -> pump(far, near));
    } catch (IOException e) {
      if (!silent) {
        cut(near); // Nobody is at the other end.
      }
    }
  }

  private Socket keep(Socket socket) {
    open.add(socket);
    return socket;
  }

  private void pump(Socket from, Socket to) {
    var buffer = new byte[8192];
    try {
      for (var read = 0; read >= 0; read = from.getInputStream().read(buffer)) {
        if (!silent) {
          to.getOutputStream().write(buffer, 0, read);
        }
      }
    } catch (IOException e) {
      // One end is gone, so the other has to go.
    }
    if (!silent) {
      cut(from);
      cut(to);
    }
  }

  private static void cut(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is cut already.
    }
  }
}
