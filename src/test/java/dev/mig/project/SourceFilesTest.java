package dev.mig.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFilesTest {
  @TempDir Path folder;

  @Test
  void aFolderIsNoFile() {
    Diagnostic problem = problem(folder.toString());
    assertThat(problem.code()).isEqualTo(Code.FILE_PROBLEM);
    assertThat(problem.summary()).isEqualTo(folder + " is a folder; a file was expected");
  }

  @Test
  void aMissingFileNamesTheNearest() throws IOException {
    Files.createFile(folder.resolve("001_users.mig"));
    Diagnostic problem = problem(folder.resolve("001_user.mig").toString());
    assertThat(problem.code()).isEqualTo(Code.FILE_PROBLEM);
    assertThat(problem.notes()).containsExactly("the nearest there is: 001_users.mig");
  }

  @Test
  void aMissingFolderIsSaidToBeMissing() {
    Diagnostic problem = problem(folder.resolve("no/where.mig").toString());
    assertThat(problem.notes()).containsExactly("nor is there a folder " + folder.resolve("no"));
  }

  @Test
  void aNameThatIsNoneIsRefused() {
    assertThat(problem("a\0b").code()).isEqualTo(Code.FILE_PROBLEM);
  }

  @Test
  void theFirstBadByteIsShownOnItsLine() throws IOException {
    Path file = folder.resolve("latin1.mig");
    Files.write(file, "-- ä\ncomment 'ö'\n-- Straße".getBytes(StandardCharsets.UTF_8));
    Files.write(file, "-- ä\n".getBytes(StandardCharsets.UTF_8));
    Files.write(
        file,
        "comment on table a 'ö'\n".getBytes(StandardCharsets.ISO_8859_1),
        StandardOpenOption.APPEND);
    Diagnostic problem = problem(file.toString());
    Source source = Objects.requireNonNull(problem.source());
    assertThat(problem.code()).isEqualTo(Code.NOT_TEXT);
    assertThat(problem.label()).isEqualTo("byte 0xF6");
    assertThat(source.line(problem.span().start())).isEqualTo(2);
    assertThat(source.column(problem.span().start())).isEqualTo(21);
  }

  @Test
  void utf16IsRecognised() throws IOException {
    Path file = folder.resolve("wide.mig");
    Files.write(file, "\uFEFFdrop table a".getBytes(StandardCharsets.UTF_16LE));
    assertThat(problem(file.toString()).notes())
        .containsExactly("it looks like UTF-16; save it as UTF-8");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheText() throws IOException {
    Path file = folder.resolve("bom.mig");
    Files.writeString(file, "\uFEFFdrop table a");
    assertThat(SourceFiles.read(file.toString()).value().orElseThrow().text())
        .isEqualTo("drop table a");
  }

  @Test
  void aNulByteIsShownOnItsLine() throws IOException {
    Path file = folder.resolve("nul.mig");
    Files.writeString(file, "drop table a\n\0");
    Diagnostic problem = problem(file.toString());
    assertThat(problem.code()).isEqualTo(Code.NOT_TEXT);
    assertThat(problem.summary()).isEqualTo("a NUL byte stands in line 2");
  }

  @Test
  void aHugeFileIsRefusedUnread() throws IOException {
    Path file = folder.resolve("huge.mig");
    try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
      huge.setLength(50L << 30);
    }
    Diagnostic problem = problem(file.toString());
    assertThat(problem.code()).isEqualTo(Code.TOO_LARGE);
    assertThat(problem.notes().getFirst()).startsWith("it has 51200 MB");
  }

  @Test
  void aStreamWithoutEndIsGivenUpOn() throws IOException {
    try (InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            Arrays.fill(into, offset, offset + length, (byte) 'x');
            return length;
          }
        }) {
      assertThat(SourceFiles.read(endless, "<stdin>").problems().getFirst().code())
          .isEqualTo(Code.TOO_LARGE);
    }
  }

  @Test
  void anEmptyTextIsAText() throws IOException {
    assertThat(
            SourceFiles.read(new ByteArrayInputStream(new byte[0]), "<stdin>")
                .value()
                .orElseThrow()
                .text())
        .isEmpty();
  }

  private static Diagnostic problem(String name) {
    Loaded<Source> loaded = SourceFiles.read(name);
    assertThat(loaded.value()).isEmpty();
    return loaded.problems().getFirst();
  }
}
