package dev.headgate.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.yaml.Documents;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The worst YAML that is accepted by each limit, and what one step beyond costs. */
final class WorstInput implements Benchmark {

  private static final Limits.Yaml LIMITS = Limits.STANDARD.yaml();
  private static final double GOAL_SECONDS = 0.5;

  @Override
  public String id() {
    return "B12";
  }

  @Override
  public String what() {
    return "the worst accepted input";
  }

  @Override
  public List<Row> measure(Stage stage) {
    var rows = new ArrayList<Row>();
    rows.addAll(read("deepest", "[".repeat(LIMITS.depth() - 1) + "]".repeat(LIMITS.depth() - 1)));
    rows.addAll(read("most documents", "a: 1\n---\n".repeat(LIMITS.documents() - 1)));
    rows.addAll(read("most aliases", aliases()));
    rows.addAll(read("longest scalar", "a: " + "x".repeat(LIMITS.bytes() - 16)));
    rows.addAll(read("most keys", keys(LIMITS.values())));
    return rows;
  }

  private List<Row> read(String name, String yaml) {
    var bytes = yaml.getBytes(StandardCharsets.UTF_8);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    parse(bytes); // warm
    var cpu = threads.getCurrentThreadCpuTime();
    var allocated = threads.getCurrentThreadAllocatedBytes();
    var outcome = parse(bytes);
    var label = "%s: %s (%s)".formatted(what(), name, outcome);
    return List.of(
        Row.of(id(), label, (threads.getCurrentThreadCpuTime() - cpu) / 1e9, "CPU s")
            .limit(GOAL_SECONDS),
        Row.of(
            id(),
            label + ", allocated",
            (threads.getCurrentThreadAllocatedBytes() - allocated) / 1e6,
            "MB"));
  }

  private static String parse(byte[] bytes) {
    try {
      return new Documents(LIMITS).read("worst.yaml", bytes).size() + " documents";
    } catch (RefusedInputException e) {
      return "refused";
    }
  }

  private static String aliases() {
    var anchored = "x: &x [" + "1,".repeat(40) + "1]\n";
    return anchored + "y: [" + "*x,".repeat(LIMITS.aliases() - 1) + "*x]\n";
  }

  private static String keys(int values) {
    var text = new StringBuilder();
    for (int number = 1; number < values; number++) {
      text.append("k").append(number).append(": 1\n");
    }
    return text.toString();
  }
}
