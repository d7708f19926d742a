/** Tests of statements that change rows or ask about them. */
@NullMarked
package dev.mig.statement.data;

import org.jspecify.annotations.NullMarked;
