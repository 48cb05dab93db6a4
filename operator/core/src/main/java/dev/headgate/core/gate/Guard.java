package dev.headgate.core.gate;

import java.util.List;

/** Whether the admission policies are there that keep others from moving the pin. */
public sealed interface Guard {

  record Present() implements Guard {}

  /** Some are missing, or do not deny; nothing is moved until they are back. */
  record Missing(List<String> names) implements Guard {
    public Missing {
      names = List.copyOf(names);
    }
  }
}
