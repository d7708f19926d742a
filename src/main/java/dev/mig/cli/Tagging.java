package dev.mig.cli;

import dev.mig.project.MigrationScript;
import dev.mig.project.Standing;
import dev.mig.run.Status;
import dev.mig.run.Tags;
import org.jspecify.annotations.Nullable;

/**
 * The tag that a run is to leave.
 *
 * @param tag null for none
 */
record Tagging(@Nullable String tag) {
  /** Ends the command before anything is run where there cannot be such a tag. */
  void check(Standing standing) {
    if (tag != null) {
      Tags.problem(
              tag,
              standing.status().lines().stream()
                  .map(Status.Line::applied)
                  .filter(java.util.Objects::nonNull)
                  .toList(),
              standing.scripts().stream().map(MigrationScript::name).toList())
          .ifPresent(
              problem -> {
                throw Stop.because(problem);
              });
    }
  }

  /** Tags what a run left, if all that was asked went well. */
  Exit after(Exit exit, Talk talk, Project project, Runs runs) {
    if (tag == null) {
      return exit;
    }
    if (exit != Exit.DONE || runs.handedOver() > 0) {
      talk.remark("not tagged " + tag + ", because not everything is applied");
      return exit;
    }
    talk.beginWriting();
    runs.letGo();
    String name = Tags.set(project.database(), runs.settings(), tag);
    talk.put("tag", tag);
    talk.line(talk.colour().green("tagged") + "  " + name + "  " + tag);
    return exit;
  }
}
