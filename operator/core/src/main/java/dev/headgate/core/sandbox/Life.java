package dev.headgate.core.sandbox;

/**
 * The life of one ChangeRequest's sandbox. The methods of a state are the only legal ways out of
 * it; what is not here does not compile. {@link Gone} has none.
 */
public sealed interface Life {

  /** Not being taken away yet: whatever it is, that can begin now. */
  sealed interface Standing extends Life {

    /** It was deleted: by its holder, by a person, or because its holder is gone. */
    default Releasing released() {
      return new Releasing();
    }
  }

  /** Waits for its turn. */
  record Queued() implements Standing {

    Creating admitted(Admission.Granted granted) {
      return new Creating(granted);
    }

    Broken refused(String why) {
      return new Broken(why);
    }
  }

  /** Is being made, or taken over from whoever has it. */
  record Creating(Admission.Granted granted) implements Standing {

    Connecting made() {
      return new Connecting(granted);
    }

    Broken failed(String why) {
      return new Broken(why);
    }
  }

  /** Was made, and does not answer as it should yet. */
  record Connecting(Admission.Granted granted) implements Standing {

    Leased reached(String kubeSystemUid) {
      return new Leased(granted, kubeSystemUid);
    }

    Broken failed(String why) {
      return new Broken(why);
    }
  }

  /** Belongs to its holder. */
  record Leased(Admission.Granted granted, String kubeSystemUid) implements Standing {

    Broken lost(String why) {
      return new Broken(why);
    }
  }

  /** Cannot be had, or not any more; its holder gives it back when it was judged. */
  record Broken(String why) implements Standing {}

  /** Is being cleaned, or taken down. Nothing but an empty place ends this. */
  record Releasing() implements Life {

    Gone gone() {
      return new Gone();
    }
  }

  /** Nothing is left of it. */
  record Gone() implements Life {}
}
