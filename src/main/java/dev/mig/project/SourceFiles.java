package dev.mig.project;

import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Nearest;
import dev.mig.source.Source;
import dev.mig.source.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads texts of the language, whatever stands at the place where they should be. */
public final class SourceFiles {
  /** No script that people read is as long; a limit keeps a wrong file from filling the memory. */
  public static final long MOST_BYTES = 16L << 20;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private SourceFiles() {}

  /**
   * Reads one file.
   *
   * @param name what the user calls it
   */
  public static Loaded<Source> read(String name) {
    try {
      return read(Path.of(name), name);
    } catch (InvalidPathException e) {
      return Loaded.failed(problem("'" + name + "' cannot be the name of a file").build());
    }
  }

  static Loaded<Source> read(Path file, String name) {
    if (Files.isDirectory(file)) {
      return Loaded.failed(
          problem(name + " is a folder; a file was expected")
              .note("--dir " + name + " takes a whole folder of migrations")
              .build());
    }
    if (!Files.exists(file)) {
      return Loaded.failed(missing(file, name));
    }
    try (InputStream in = Files.newInputStream(file)) {
      long size = Files.size(file);
      return size > MOST_BYTES ? Loaded.failed(tooLarge(name, size)) : read(in, name);
    } catch (AccessDeniedException e) {
      return Loaded.failed(problem(name + " may not be read by this user").build());
    } catch (IOException e) {
      return Loaded.failed(problem(name + " cannot be read").note(reason(e)).build());
    }
  }

  /**
   * Reads a stream, such as standard input, to its end.
   *
   * @param name what the user calls it
   */
  public static Loaded<Source> read(InputStream in, String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] part = new byte[1 << 16];
    for (int n = in.read(part); n >= 0; n = in.read(part)) {
      bytes.write(part, 0, n);
      if (bytes.size() > MOST_BYTES) {
        return Loaded.failed(tooLarge(name, -1));
      }
    }
    return decode(bytes.toByteArray(), name);
  }

  private static Loaded<Source> decode(byte[] bytes, String name) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    boolean bad =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(in, out, true)
            .isError();
    String text = out.flip().toString();
    if (bad) {
      return Loaded.failed(notUtf8(bytes, in.position(), text.length(), name));
    }
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      text = text.substring(1);
    }
    Source source = new Source(name, text);
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      return Loaded.failed(
          Diagnostic.error(Code.NOT_TEXT, "a NUL byte stands in line " + source.line(nul))
              .in(source)
              .at(new Span(nul, nul + 1), "not a character of a text")
              .build());
    }
    return Loaded.of(source);
  }

  private static Diagnostic notUtf8(byte[] bytes, int at, int offset, String name) {
    Source source = new Source(name, new String(bytes, StandardCharsets.UTF_8));
    Diagnostic.Builder problem =
        Diagnostic.error(
                Code.NOT_TEXT,
                "not UTF-8: line " + source.line(offset) + " has a byte that fits none")
            .in(source)
            .at(new Span(offset, offset + 1), "byte 0x%02X".formatted(bytes[at] & 0xFF));
    boolean utf16 =
        at == 0 && bytes.length > 1 && (bytes[0] & 0xFE) == 0xFE && (bytes[1] & 0xFE) == 0xFE;
    return problem
        .note(utf16 ? "it looks like UTF-16; save it as UTF-8" : "save it as UTF-8")
        .build();
  }

  private static Diagnostic tooLarge(String name, long size) {
    String has = size < 0 ? "more than that" : (size >> 20) + " MB";
    return Diagnostic.error(
            Code.TOO_LARGE,
            name + " is larger than a script may be (" + (MOST_BYTES >> 20) + " MB)")
        .note("it has " + has + "; rows in bulk are better loaded by the database's own tools")
        .build();
  }

  private static Diagnostic missing(Path file, String name) {
    Diagnostic.Builder problem = problem("there is no file " + name);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      return problem.note("nor is there a folder " + folder).build();
    }
    Path last = file.getFileName();
    List<String> near =
        folder == null || last == null ? List.of() : Nearest.to(last.toString(), names(folder));
    return near.isEmpty()
        ? problem.build()
        : problem.note("the nearest there is: " + String.join(", ", near)).build();
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::getFileName).map(Path::toString).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  static Diagnostic.Builder problem(String summary) {
    return Diagnostic.error(Code.FILE_PROBLEM, summary);
  }
}
