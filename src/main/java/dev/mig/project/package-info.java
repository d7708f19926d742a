/**
 * What lies on disk: the settings of {@code mig.toml}, the folder of migrations, their texts, the
 * order in which they go up, and the schema file.
 *
 * <p>Imports {@code source}, {@code schema}, what is live from {@code run}, the limits and secrets
 * of {@code database}, and libraries for TOML and JSON. Reading never throws: what cannot be read
 * is a diagnostic in a {@link dev.mig.project.Loaded}. A new setting is a component of {@link
 * dev.mig.project.ProjectSettings} and a name in its list of keys.
 */
@NullMarked
package dev.mig.project;

import org.jspecify.annotations.NullMarked;
