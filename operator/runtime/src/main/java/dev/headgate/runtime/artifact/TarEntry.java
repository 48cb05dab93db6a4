package dev.headgate.runtime.artifact;

/** The header of one entry, after its extended headers have had their say. */
record TarEntry(String name, long size, Type type, boolean executable) {

  enum Type {
    FILE,
    FOLDER,
    SYMBOLIC_LINK,
    OTHER
  }
}
