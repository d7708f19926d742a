package dev.mig.lsp;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.WorkspaceFolder;

/** URIs of the protocol as files. */
final class Addresses {
  private Addresses() {}

  /** The file of a URI, absolute; empty for what is no file. */
  static Optional<Path> file(String uri) {
    try {
      URI address = URI.create(uri);
      return "file".equalsIgnoreCase(address.getScheme())
          ? Optional.of(Path.of(address).toAbsolutePath().normalize())
          : Optional.empty();
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * A file that stands for a text that is in none.
   *
   * @param folder where it would be saved, as far as anybody knows
   */
  static Path unsaved(String uri, Path folder) {
    String last = uri.substring(Math.max(uri.lastIndexOf('/'), uri.lastIndexOf(':')) + 1);
    try {
      return folder.resolve(last.isEmpty() ? "untitled" : last).normalize();
    } catch (InvalidPathException e) {
      return folder.resolve("untitled");
    }
  }

  /** The folders that an editor has open. */
  @SuppressWarnings("deprecation") // older editors say nothing else
  static List<Path> roots(InitializeParams params) {
    List<WorkspaceFolder> folders = params.getWorkspaceFolders();
    if (folders != null && !folders.isEmpty()) {
      return folders.stream().flatMap(f -> file(f.getUri()).stream()).toList();
    }
    return params.getRootUri() == null ? List.of() : file(params.getRootUri()).stream().toList();
  }
}
