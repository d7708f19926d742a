/** Tests of the language server: by an editor's side of the protocol, and of its parts. */
@NullMarked
package dev.mig.lsp;

import org.jspecify.annotations.NullMarked;
