package dev.headgate.runtime.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server on a socket of this machine that does what the first part of a path says: answer well,
 * badly, slowly, never, with 1 GiB, with secrets.
 */
final class Answering implements AutoCloseable {

  /** Wherever the server can put it: status line, header, body. */
  static final String SECRET = "hunter2-4711";

  static final long GIB = 1L << 30;

  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();

  private Answering(InetAddress address) throws IOException {
    socket = new ServerSocket();
    socket.bind(new InetSocketAddress(address, 0), 500);
    threads.execute(this::accept);
  }

  static Answering onLoopback() throws IOException {
    return new Answering(InetAddress.getLoopbackAddress());
  }

  /** Where Endpoints may point to: kube-apiserver refuses loopback addresses. */
  static Answering onTheNetwork() throws IOException {
    for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(card.getInetAddresses())) {
        if (card.isUp()
            && address instanceof Inet4Address
            && !address.isLoopbackAddress()
            && !address.isLinkLocalAddress()) {
          return new Answering(address);
        }
      }
    }
    throw new IOException("this machine has no address but that of its loopback");
  }

  String address() {
    return socket.getInetAddress().getHostAddress();
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Bytes of bodies that were written, those in the buffers of sockets included. */
  long sent() {
    return sent.get();
  }

  int asked() {
    return asked.get();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        var client = socket.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      var lines =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      var request = lines.readLine();
      while (request != null && !lines.readLine().isEmpty()) {
        // headers
      }
      if (request != null) {
        asked.incrementAndGet();
        answer(request.split(" ", 3)[1].split("[/?]", 3)[1], client.getOutputStream());
      }
    } catch (IOException e) {
      // Whoever asked has hung up.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(String how, OutputStream out) throws IOException, InterruptedException {
    switch (how) {
      case "well" ->
          write(out, "200 OK", "{\"status\":\"success\",\"data\":%s}".formatted(scalar("1")));
      case "badly" -> write(out, "500 Internal Server Error", "{\"status\":\"error\"}");
      case "nan" ->
          write(out, "200 OK", "{\"status\":\"success\",\"data\":%s}".formatted(scalar("NaN")));
      case "redirect" ->
          write(out, "302 Found\r\nLocation: http://%s:%d/well".formatted(address(), port()), "");
      case "secret" ->
          write(
              out,
              "200 %1$s\r\nSet-Cookie: session=%1$s".formatted(SECRET),
              "{\"status\":\"%1$s\",\"error\":\"%1$s\"}".formatted(SECRET));
      case "garbage" ->
          out.write((SECRET + " is no HTTP\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      case "slowly" -> drip(out);
      case "never" -> Thread.sleep(Long.MAX_VALUE);
      case "gib" -> flood(out);
      default -> {
        // hangs up
      }
    }
  }

  private static String scalar(String value) {
    return "{\"resultType\":\"scalar\",\"result\":[1,\"%s\"]}".formatted(value);
  }

  private void write(OutputStream out, String status, String body) throws IOException {
    out.write(
        "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
            .formatted(status, body.length(), body)
            .getBytes(StandardCharsets.UTF_8));
    sent.addAndGet(body.length());
  }

  /** Begins to answer, and goes on for ever. */
  private static void drip(OutputStream out) throws IOException, InterruptedException {
    out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    while (true) {
      out.write('x');
      out.flush();
      Thread.sleep(100);
    }
  }

  private void flood(OutputStream out) throws IOException {
    out.write(
        "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n"
            .formatted(GIB)
            .getBytes(StandardCharsets.UTF_8));
    var chunk = new byte[64 << 10];
    for (long left = GIB; left > 0; left -= chunk.length) {
      out.write(chunk);
      sent.addAndGet(chunk.length);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
