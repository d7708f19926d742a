package dev.mig.repl;

import dev.mig.database.Database;
import dev.mig.run.OpenTransaction;
import dev.mig.terminal.Colour;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a shell is started with.
 *
 * @param folder where relative names of files begin
 * @param migrations the project's folder of migrations, whether it is there or not
 * @param samples whether values of rows may be shown in messages
 * @param unicode whether the terminal takes more than ASCII
 */
public record Setup(
    Database database,
    OpenTransaction.Setup transaction,
    Path folder,
    Path migrations,
    Map<String, String> environment,
    Colour.When colour,
    boolean samples,
    boolean unicode) {
  public Setup {
    environment = Map.copyOf(environment);
  }
}
