package dev.mig.repl;

/**
 * A command of the shell.
 *
 * @param arguments what follows the name, for the help; "" for nothing
 */
record Command(String name, String arguments, String meaning, Action action) {
  /** What it does. */
  interface Action {
    /**
     * Does it.
     *
     * @param arguments as typed, without blanks around
     * @return false to leave the shell
     */
    boolean act(String arguments);
  }
}
