package dev.mig.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The room table, kept by looking at every class that every class names. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.mig");

  @Test
  void roomsImportOnlyWhatTheTableAllows() {
    List<String> complaints =
        CLASSES.stream()
            .flatMap(origin -> origin.getDirectDependenciesFromSelf().stream())
            .filter(dependency -> !target(dependency.getTargetClass()).isEmpty())
            .map(
                dependency ->
                    Rooms.complaint(
                        dependency.getOriginClass().getName(), target(dependency.getTargetClass())))
            .flatMap(Optional::stream)
            .distinct()
            .sorted()
            .toList();
    assertThat(complaints).isEmpty();
  }

  @Test
  void onlyTheDoorsSpeakToTheTerminal() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.mig.cli..", "dev.mig.repl..", "dev.mig.lsp..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }

  @Test
  void nobodyPrintsAStackTrace() {
    noClasses().should().callMethod(Throwable.class, "printStackTrace").check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource({
    "dev.mig.source.Span, dev.mig.source.Source",
    "dev.mig.statement.data.Split, dev.mig.syntax.MigParser",
    "dev.mig.statement.data.Split, org.antlr.v4.runtime.Token",
    "dev.mig.compile.Compiler, dev.mig.syntax.MigParser",
    "dev.mig.run.Runner, java.sql.Connection",
    "dev.mig.cli.Main, dev.mig.repl.Shell",
    "dev.mig.cli.Main, picocli.CommandLine",
  })
  void theTableAllows(String origin, String target) {
    assertThat(Rooms.complaint(origin, target)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "dev.mig.source.Span, dev.mig.schema.Table",
    "dev.mig.plan.Plan, dev.mig.database.Dialect",
    "dev.mig.plan.Plan, java.sql.Connection",
    "dev.mig.compile.Compiler, org.antlr.v4.runtime.Token",
    "dev.mig.lsp.Server, dev.mig.repl.Shell",
    "dev.mig.repl.Shell, dev.mig.lsp.Server",
    "dev.mig.repl.Shell, dev.mig.cli.Main",
    "dev.mig.database.Dialect, picocli.CommandLine",
    "dev.mig.source.Span, org.apache.commons.lang3.StringUtils",
    "dev.mig.cellar.Wine, java.lang.String",
    "dev.mig.Loose, java.lang.String",
  })
  void theTableRefuses(String origin, String target) {
    assertThat(Rooms.complaint(origin, target)).isPresent();
  }

  /** The name of the class, of the elements for an array, or nothing for a primitive type. */
  private static String target(JavaClass type) {
    JavaClass element = type.getBaseComponentType();
    return element.isPrimitive() ? "" : element.getName();
  }
}
