package dev.headgate.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The figures as a table for people, in Markdown, and as a file for programs. */
record Results(List<Row> rows) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  Results {
    rows = List.copyOf(rows);
  }

  String table() {
    var lines = new ArrayList<String>();
    lines.add("| id | what | ours | peer | limit | unit | requests |");
    lines.add("|---|---|---|---|---|---|---|");
    rows.forEach(
        row ->
            lines.add(
                "| %s | %s | %s | %s | %s | %s | %s |"
                    .formatted(
                        row.id(),
                        row.what(),
                        text(row.ours()),
                        text(row.peer()),
                        text(row.limit()),
                        row.unit(),
                        row.requests() == null ? "" : row.requests())));
    return String.join("\n", lines);
  }

  /**
   * Writes the file. Rows of benchmarks that were not measured this time stay as they were.
   *
   * @throws IOException when the folder cannot be written
   */
  void write(Path file) throws IOException {
    var ids = rows.stream().map(Row::id).toList();
    var all = new ArrayList<Row>();
    if (Files.exists(file)) {
      all.addAll(List.of(JSON.readValue(file.toFile(), Row[].class)));
      all.removeIf(row -> ids.contains(row.id()));
    }
    all.addAll(rows);
    all.sort((one, other) -> Integer.compare(number(one), number(other)));
    Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    Files.writeString(file, JSON.writeValueAsString(all) + "\n");
  }

  private static int number(Row row) {
    return Integer.parseInt(row.id().substring(1));
  }

  private static String text(@Nullable Double figure) {
    if (figure == null) {
      return "";
    }
    return figure == Math.rint(figure) ? "%.0f".formatted(figure) : "%.2f".formatted(figure);
  }
}
