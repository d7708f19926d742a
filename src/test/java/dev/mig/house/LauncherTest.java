package dev.mig.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a folder of its own, with a {@code java} that says how it was called. */
class LauncherTest {
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "readlink",
          "find",
          "stat",
          "cksum",
          "mkdir",
          "rmdir",
          "mktemp",
          "nice",
          "rm",
          "mv",
          "ls",
          "tail",
          "head",
          "grep",
          "touch",
          "sleep",
          "cat");

  @TempDir private Path temp;
  private Path home;
  private Path tools;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void layOutAnInstallation() throws IOException {
    home = Files.createDirectories(temp.resolve("a folder with spaces"));
    tools = Files.createDirectories(temp.resolve("tools"));
    for (String tool : TOOLS) {
      write(tools.resolve(tool), "#!/bin/sh\nexec " + onPath(tool) + " \"$@\"\n");
    }
    // The machine's own JDKs are out of sight.
    String text =
        Files.readString(Path.of("mig"))
            .replace("/usr/lib/jvm/*", temp + "/jvm/*")
            .replaceAll("(?m) /(usr|opt|Library)/[^ ;\"]*", "");
    write(home.resolve("mig"), text);
    write(home.resolve("target/mig.jar"), "jar");
    write(home.resolve("target/lib/picocli.jar"), "jar");
    environment.put("PATH", tools.toString());
    environment.put("HOME", temp.resolve("nobody").toString());
    environment.put("MIG_NO_CACHE", "1");
  }

  @Test
  void saysWhatToInstallWhenThereIsNoJava() throws Exception {
    Result result = mig("status");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output())
        .contains("Java 21 or newer is needed, and none was found", "no Java at all")
        .contains("install any JDK 21 or newer");
  }

  @Test
  void saysWhichJavaIsTooOld() throws Exception {
    environment.put("JAVA_HOME", jdk("jvm/old", "17.0.15").toString());
    Result result = mig("status");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).contains(temp.resolve("jvm/old") + " (17.0.15)");
  }

  @Test
  void refusesAnOwnJavaHomeThatIsTooOld() throws Exception {
    jdk("jvm/new", "25.0.3");
    environment.put("MIG_JAVA_HOME", jdk("old", "17.0.15").toString());
    Result result = mig("status");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).contains("MIG_JAVA_HOME is not", "old (Java 17.0.15)");
  }

  @Test
  void takesTheFirstJavaThatIsNewEnough() throws Exception {
    Path usual = jdk("jvm/usual", "21.0.1");
    assertThat(mig().output()).contains(usual + "/bin/java");
    environment.put("JAVA_HOME", jdk("old", "1.8.0_402").toString());
    assertThat(mig().output()).contains(usual + "/bin/java");
    Path onPath = jdk("on path", "22");
    Files.createSymbolicLink(tools.resolve("java"), onPath.resolve("bin/java"));
    assertThat(mig().output()).contains(onPath + "/bin/java");
    Path javaHome = jdk("java home", "25.0.3");
    environment.put("JAVA_HOME", javaHome.toString());
    assertThat(mig().output()).contains(javaHome + "/bin/java");
    Path own = jdk("own", "26-ea");
    environment.put("MIG_JAVA_HOME", own.toString());
    assertThat(mig().output()).contains(own + "/bin/java");
  }

  @Test
  void passesArgumentsAndExitCodeThroughALink() throws Exception {
    jdk("jvm/usual", "21.0.1");
    Path link = Files.createDirectories(temp.resolve("bin")).resolve("mig");
    Files.createSymbolicLink(link, Path.of("../a folder with spaces/mig"));
    Result result = run(link, "run", "a b.mig", "");
    assertThat(result.exitCode()).isEqualTo(7);
    assertThat(result.output())
        .contains("[dev.mig.cli.Main][run][a b.mig][]")
        .contains("[" + home + "/target/mig.jar:" + home + "/target/lib/picocli.jar]");
  }

  @Test
  void buildsWhenASourceIsNewerThanTheProgram() throws Exception {
    jdk("jvm/usual", "21.0.1");
    write(home.resolve("pom.xml"), "");
    write(home.resolve("grammar/G.g4"), "");
    write(home.resolve("src/main/A.java"), "");
    Instant now = Instant.now();
    Files.setLastModifiedTime(
        home.resolve("target/mig.jar"), FileTime.from(now.minus(Duration.ofHours(1))));
    Result without = mig();
    assertThat(without.exitCode()).isEqualTo(1);
    assertThat(without.output()).contains("there is no 'mvn' on PATH");

    write(tools.resolve("mvn"), "#!/bin/sh\necho 'error: planted'\nexit 1\n");
    Result broken = mig();
    assertThat(broken.exitCode()).isEqualTo(1);
    assertThat(broken.output()).contains("error: planted", "the build failed");

    write(
        tools.resolve("mvn"),
        "#!/bin/sh\nmkdir -p target/lib\ntouch target/mig.jar target/lib/picocli.jar\n");
    Result built = mig();
    assertThat(built.exitCode()).isEqualTo(7);
    assertThat(built.output()).contains("mig: building");
    assertThat(mig().output()).doesNotContain("mig: building");
  }

  @Test
  void theCacheIsMadeInTheBackgroundAndAnewForAChangedJar() throws Exception {
    jdk("jvm/usual", "25.0.3");
    Path caches = temp.resolve("caches");
    assertThat(mig().output()).doesNotContain("AOTCache");
    assertThat(caches).doesNotExist();

    environment.remove("MIG_NO_CACHE");
    environment.put("XDG_CACHE_HOME", caches.toString());
    assertThat(mig().output()).doesNotContain("AOTCache=");
    Path first = awaitArchive(caches, 1);
    assertThat(mig().output()).contains("[-XX:AOTCache=" + first + "]");

    write(home.resolve("target/lib/picocli.jar"), "another jar");
    assertThat(mig().output()).doesNotContain("AOTCache=");
    awaitArchive(caches, 2);
    assertThat(mig().output()).contains("AOTCache=").doesNotContain(first.toString());
  }

  private record Result(int exitCode, String output) {}

  private Result mig(String... arguments) throws IOException, InterruptedException {
    return run(home.resolve("mig"), arguments);
  }

  private Result run(Path launcher, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(temp.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Result(process.waitFor(), output);
  }

  /**
   * A folder that looks like a JDK; its java tells its own path and arguments, and exits with 7.
   */
  private Path jdk(String folder, String version) throws IOException {
    Path jdk = temp.resolve(folder);
    write(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    write(jdk.resolve("lib/modules"), version);
    write(jdk.resolve("bin/javac"), "#!/bin/sh\n");
    write(
        jdk.resolve("bin/java"),
        """
        #!/bin/sh
        case $1 in -XX:AOTCacheOutput=*) echo archive >"${1#*=}" ;; esac
        printf '%s ' "$0"
        printf '[%s]' "$@"
        exit 7
        """);
    return jdk;
  }

  private static Path awaitArchive(Path caches, int count) throws Exception {
    for (int i = 0; i < 200; i++) {
      try (Stream<Path> files =
          Files.exists(caches) ? Files.list(caches.resolve("mig")) : Stream.of()) {
        List<Path> all = files.toList();
        if (all.size() == count
            && all.stream().allMatch(file -> file.toString().endsWith(".aot"))) {
          return all.getFirst();
        }
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError("No " + count + " archives in " + caches + " after ten seconds");
  }

  private static Path onPath(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + tool + " on PATH"));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
