package dev.mig.repl;

import dev.mig.terminal.Colour;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hears everything and says nothing. */
final class Listening implements Person {
  private final List<String> lines = new ArrayList<>();

  /** All that was shown; grows. */
  List<String> lines() {
    return lines;
  }

  @Override
  public Colour colour() {
    return Colour.PLAIN;
  }

  @Override
  public int width() {
    return 100;
  }

  @Override
  public void say(String line) {
    lines.add(line);
  }

  @Override
  public void show(List<String> all) {
    lines.addAll(all);
  }

  @Override
  public String ask(String question) {
    return "";
  }

  @Override
  public void offer(String text) {}

  @Override
  public @Nullable String edit(String text) {
    return null;
  }

  @Override
  public List<String> history() {
    return List.of();
  }
}
