package dev.mig.database.sqlite;

import dev.mig.database.Database.Locked;
import dev.mig.database.Database.RunnerLock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The runner lock: a lock of the operating system on a file beside the database, which goes with
 * the process however that ends. The file says who holds it and is deleted with the lock.
 */
final class SqliteLock implements RunnerLock {
  /** Locked far behind the text, so that others can read that on every system. */
  private static final long PLACE = Long.MAX_VALUE - 1;

  private static final Duration PAUSE = Duration.ofMillis(100);

  /**
   * Who holds a lock in this process. Looked at before the file is: to close the file a second time
   * would give up a lock on it that this process has (POSIX, fcntl).
   */
  private static final Map<Path, String> HELD = new ConcurrentHashMap<>();

  private final Path path;
  private final FileChannel channel;

  private SqliteLock(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  static SqliteLock take(Path database, Duration patience, Consumer<String> waiting)
      throws SQLException {
    Path path = real(database);
    long end = System.nanoTime() + patience.toNanos();
    boolean told = false;
    while (true) {
      String self =
          "process %d on %s, since %s"
              .formatted(
                  ProcessHandle.current().pid(),
                  host(),
                  Instant.now().truncatedTo(ChronoUnit.MILLIS));
      String holder = HELD.putIfAbsent(path, self);
      if (holder == null) {
        SqliteLock lock = null;
        try {
          lock = attempt(path, self);
          if (lock != null) {
            return lock;
          }
          holder = holder(path);
        } finally {
          if (lock == null) {
            HELD.remove(path);
          }
        }
      }
      if (System.nanoTime() >= end) {
        throw new Locked(
            "another mig is at work on this database: %s; waited %d s for it"
                .formatted(holder, patience.toSeconds()));
      }
      if (!told) {
        waiting.accept("waiting for another mig: " + holder);
        told = true;
      }
      pause();
    }
  }

  /** The file beside the real database, whatever link leads to that. */
  private static Path real(Path database) {
    Path file = database;
    try {
      file = database.toRealPath();
    } catch (IOException missing) {
      file = database.toAbsolutePath();
    }
    return file.resolveSibling(file.getFileName() + "-mig.lock");
  }

  private static @Nullable SqliteLock attempt(Path path, String self) throws SQLException {
    try {
      FileChannel channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      boolean kept = false;
      try {
        FileLock lock = channel.tryLock(PLACE, 1, false);
        if (lock != null) {
          kept = mark(channel, path, self);
        }
        return kept ? new SqliteLock(path, channel) : null;
      } finally {
        if (!kept) {
          channel.close();
        }
      }
    } catch (AccessDeniedException | ReadOnlyFileSystemException e) {
      throw new SQLiteException(
          "no lock file can be made at " + path, SQLiteErrorCode.SQLITE_READONLY_DIRECTORY);
    } catch (IOException e) {
      throw new SQLiteException(
          "the lock file %s cannot be written (%s)".formatted(path, e.getMessage()),
          SQLiteErrorCode.SQLITE_CANTOPEN);
    }
  }

  /**
   * Writes who holds the lock, and looks whether that file is still the one of this name: the
   * holder before may have deleted it after it was opened here. By sizes, because to open it once
   * more would give up the lock.
   */
  private static boolean mark(FileChannel channel, Path path, String self) throws IOException {
    ByteBuffer text = ByteBuffer.wrap(self.getBytes(StandardCharsets.UTF_8));
    int length = text.remaining();
    channel.truncate(0);
    channel.write(text, 0);
    try {
      boolean same = Files.size(path) == length;
      channel.write(ByteBuffer.wrap(new byte[] {'\n'}), length);
      return same && Files.size(path) == length + 1L;
    } catch (NoSuchFileException deleted) {
      return false;
    }
  }

  private static String holder(Path path) {
    try {
      String text = Files.readString(path).strip();
      return text.isEmpty() ? "it is just beginning" : text;
    } catch (IOException gone) {
      return "it has just finished";
    }
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this host";
    }
  }

  private static void pause() throws SQLException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Locked("waiting for another mig was interrupted");
    }
  }

  @Override
  public void close() throws SQLException {
    try {
      // Deleted while it is locked: whoever waits sees that its file is gone and opens the next.
      Files.deleteIfExists(path);
      channel.close();
    } catch (IOException e) {
      throw new SQLException("the lock file " + path + " cannot be deleted", e);
    } finally {
      HELD.remove(path);
    }
  }
}
