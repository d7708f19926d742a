/** The commands, called as the launcher calls them, with everything they print caught. */
@NullMarked
package dev.mig.cli;

import org.jspecify.annotations.NullMarked;
