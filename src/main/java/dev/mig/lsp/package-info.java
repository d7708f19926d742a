/**
 * The language server: what an editor asks by the protocol, answered from an immutable analysis of
 * each open text.
 *
 * <p>A door: it speaks on the streams that it is given and may name LSP4J and import every room
 * below, but neither the shell nor the command line, which opens it. {@link dev.mig.lsp.Workspace}
 * alone reads files and databases, on threads of its own; an answer to a request is a pure function
 * of an {@link dev.mig.lsp.Analysis}. A new feature is a small class with such a function, a line
 * in {@code TextService} and one in {@code Capabilities}.
 */
@NullMarked
package dev.mig.lsp;

import org.jspecify.annotations.NullMarked;
