package dev.headgate.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** An image layout as somebody reads it who knows nothing of how it was written. */
record PulledImage(Path layout, JsonNode index, JsonNode manifest, JsonNode config) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static PulledImage from(Path layout) throws IOException {
    var index = JSON.readTree(layout.resolve("index.json").toFile());
    var manifest = blob(layout, index.at("/manifests/0/digest").textValue());
    var config = blob(layout, manifest.at("/config/digest").textValue());
    return new PulledImage(layout, index, manifest, config);
  }

  String digest() {
    return index.at("/manifests/0/digest").textValue();
  }

  List<String> texts(String pointer) {
    return StreamSupport.stream(config.at(pointer).spliterator(), false)
        .map(JsonNode::textValue)
        .toList();
  }

  List<String> layers() {
    return StreamSupport.stream(manifest.get("layers").spliterator(), false)
        .map(layer -> layer.get("digest").textValue())
        .toList();
  }

  /** The entries of a layer; of files, their names and metadata only. */
  List<TarArchiveEntry> entries(String layer) throws IOException {
    var entries = new ArrayList<TarArchiveEntry>();
    try (var tar = open(layer)) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** Puts all layers into that folder, with the modes and times that they say. */
  void unpack(Path root) throws IOException {
    for (var layer : layers()) {
      try (var tar = open(layer)) {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
          unpack(tar, entry, root.resolve(entry.getName()));
        }
      }
    }
  }

  private static void unpack(InputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
    } else {
      Files.copy(tar, target);
    }
    Files.setAttribute(target, "unix:mode", entry.getMode());
    Files.setLastModifiedTime(target, FileTime.from(entry.getLastModifiedDate().toInstant()));
  }

  private TarArchiveInputStream open(String layer) throws IOException {
    return new TarArchiveInputStream(
        new GZIPInputStream(Files.newInputStream(path(layout, layer))));
  }

  private static JsonNode blob(Path layout, String digest) throws IOException {
    return JSON.readTree(path(layout, digest).toFile());
  }

  static Path path(Path layout, String digest) {
    return layout.resolve("blobs").resolve(digest.replace(':', '/'));
  }
}
