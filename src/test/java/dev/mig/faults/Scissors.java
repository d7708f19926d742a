package dev.mig.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A way to a server that is cut again and again. */
final class Scissors implements AutoCloseable {
  /** Where a connection is cut. */
  enum Cut {
    /** A commit is asked for, but does not arrive. */
    BEFORE_COMMIT,
    /** A commit arrives, but its answer does not. */
    BEHIND_COMMIT
  }

  private static final Pattern URL = Pattern.compile("(jdbc:postgresql://)([^:/]+):(\\d+)(/.*)");

  private final ServerSocket door;
  private final Matcher url;
  private final @Nullable Cut cut;
  private final int every;
  private final Random random;
  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile boolean open;

  /** Cuts at every so many-th commit. */
  Scissors(String server, Cut cut, int every) throws IOException {
    this(server, cut, every, 0);
  }

  /** Cuts every connection behind a random number of bytes. */
  Scissors(String server, long seed) throws IOException {
    this(server, null, 0, seed);
  }

  private Scissors(String server, @Nullable Cut cut, int every, long seed) throws IOException {
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.url = URL.matcher(server);
    this.cut = cut;
    this.every = every;
    this.random = new Random(seed);
    if (!url.matches()) {
      throw new IllegalStateException("not of this form: " + server);
    }
    Thread.ofVirtual().start(this::listen);
  }

  /** Statements go over it as they are, so that a commit can be told from others. */
  String url() {
    return url.group(1)
        + "localhost:"
        + door.getLocalPort()
        + url.group(4)
        + "&preferQueryMode=simple";
  }

  int cuts() {
    return cuts.get();
  }

  /** Whether nothing is cut for now. */
  void open(boolean now) {
    open = now;
  }

  private void listen() {
    while (!door.isClosed()) {
      try {
        Socket near = door.accept();
        Socket far = new Socket(url.group(2), Integer.parseInt(url.group(3)));
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        long asked = cut == null ? length() : Long.MAX_VALUE;
        long answered = cut == null ? length() : Long.MAX_VALUE;
        Thread.ofVirtual().start(() -> pass(near, far, asked, true));
        Thread.ofVirtual().start(() -> pass(far, near, answered, false));
      } catch (IOException closed) {
        // The next look at the door tells whether it was closed.
      }
    }
  }

  /** Of a connection: now and then too short even to begin. */
  private synchronized long length() {
    return random.nextInt(10) == 0 ? random.nextInt(1_000) : 5_000 + random.nextInt(300_000);
  }

  private void pass(Socket from, Socket to, long length, boolean asks) {
    byte[] bytes = new byte[8192];
    long left = length;
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(bytes); n > 0; n = in.read(bytes)) {
        boolean commit = asks && cut != null && commits(bytes, n);
        if (commit && cut == Cut.BEFORE_COMMIT) {
          cuts.incrementAndGet();
          return;
        }
        if (commit) {
          // Nothing of the answer gets through, as nobody waits for it.
          from.close();
        }
        if (left < n && !open) {
          out.write(bytes, 0, (int) left);
          cuts.incrementAndGet();
          return;
        }
        left -= n;
        out.write(bytes, 0, n);
        if (commit) {
          cuts.incrementAndGet();
          return;
        }
      }
    } catch (IOException cutAtTheOtherEnd) {
      return;
    }
  }

  private boolean commits(byte[] bytes, int n) {
    String text = new String(bytes, 0, n, StandardCharsets.ISO_8859_1);
    return text.contains("COMMIT\0") && commits.incrementAndGet() % every == 0;
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
