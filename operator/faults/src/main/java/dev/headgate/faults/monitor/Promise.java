package dev.headgate.faults.monitor;

import java.util.List;

/** Something that design and architecture promise, as a function of what was seen. */
public interface Promise {

  /** All of them, in the order of the design. */
  List<Promise> ALL =
      List.of(
          new ShownIsProven(),
          new VerdictsStay(),
          new OneSandbox(),
          new WritesAreAllowed(),
          new DeletesNameTheUid(),
          new SecretsStaySecret(),
          new UnknownIsClosed());

  /** Such as {@code S1}. */
  String id();

  Findings check(Evidence evidence);
}
