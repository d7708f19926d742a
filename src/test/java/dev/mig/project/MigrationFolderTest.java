package dev.mig.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.project.MigrationFolder.Entry;
import dev.mig.source.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationFolderTest {
  @TempDir Path folder;

  @Test
  void filesComeInTheOrderOfTheirNumbers() throws IOException {
    for (String name : List.of("10_c.mig", "9_b.mig", "001_a.mig", "z.mig", "notes.txt", "y.mig")) {
      Files.writeString(folder.resolve(name), "-- " + name);
    }
    Files.createDirectory(folder.resolve("lib"));
    Loaded<List<Entry>> loaded = MigrationFolder.read(folder);
    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.value().orElseThrow())
        .extracting(Entry::defaultName)
        .containsExactly("a", "b", "c", "y", "z");
  }

  @Test
  void aFileThatCannotBeReadDoesNotHideTheOthers() throws IOException {
    Files.writeString(folder.resolve("1_a.mig"), "-- a");
    Files.write(folder.resolve("2_b.mig"), new byte[] {(byte) 0xC3});
    Files.createDirectory(folder.resolve("3_c.mig"));
    Loaded<List<Entry>> loaded = MigrationFolder.read(folder);
    assertThat(loaded.value().orElseThrow()).extracting(Entry::defaultName).containsExactly("a");
    assertThat(loaded.problems())
        .extracting(problem -> problem.code())
        .containsExactly(Code.NOT_TEXT, Code.FILE_PROBLEM);
  }

  @Test
  void aFolderThatIsNotThereIsSaid() {
    assertThat(MigrationFolder.read(folder.resolve("migrations")).problems().getFirst().summary())
        .isEqualTo("the folder of migrations " + folder.resolve("migrations") + " does not exist");
  }

  @Test
  void namesComeFromFileNames() {
    assertThat(MigrationFolder.nameOf("014_split_full_name.mig")).isEqualTo("split_full_name");
    assertThat(MigrationFolder.nameOf("20250101-users.mig")).isEqualTo("users");
    assertThat(MigrationFolder.nameOf("users2.mig")).isEqualTo("users2");
    assertThat(MigrationFolder.nameOf("007.mig")).isEqualTo("007");
  }
}
