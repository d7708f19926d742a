/** Tests of the interpreter that need no case folder. */
@NullMarked
package dev.mig.compile.script;

import org.jspecify.annotations.NullMarked;
