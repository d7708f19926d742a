/**
 * What lies on disk: the settings of {@code mig.toml}, the folder of migrations, their texts, the
 * order in which they go up, and the schema file; how scripts are checked one behind the other, and
 * where they stand to the ledger: what every door does alike.
 *
 * <p>Imports every room below, and libraries for TOML and JSON; no JDBC. Reading never throws: what
 * cannot be read is a diagnostic in a {@link dev.mig.project.Loaded}. A new setting is a component
 * of {@link dev.mig.project.ProjectSettings} and a name in its list of keys.
 */
@NullMarked
package dev.mig.project;

import org.jspecify.annotations.NullMarked;
