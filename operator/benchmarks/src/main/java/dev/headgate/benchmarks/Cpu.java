package dev.headgate.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Processor time and memory of this and other processes (Linux). */
final class Cpu {

  private static final long TICKS_A_SECOND = 100;

  private Cpu() {}

  static Duration ofThisProcess() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return Duration.ofNanos(system.getProcessCpuTime());
  }

  /** User and system time of a process, by {@code /proc}. */
  static Duration of(long pid) {
    var fields = read(pid, "stat");
    // The second field is the command in parentheses, and may hold anything.
    var rest = fields.substring(fields.lastIndexOf(')') + 2).split(" ", -1);
    return Duration.ofMillis(
        (Long.parseLong(rest[11]) + Long.parseLong(rest[12])) * 1000 / TICKS_A_SECOND);
  }

  /** Resident memory of a process in MiB. */
  static double residentMebibytes(long pid) {
    return read(pid, "status")
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .mapToDouble(kibibytes -> Double.parseDouble(kibibytes) / 1024)
        .findFirst()
        .orElseThrow();
  }

  /** The newest process of ours whose executable has that name. */
  static long pidOf(String program) {
    return ProcessHandle.current()
        .descendants()
        .filter(
            process -> process.info().command().filter(c -> c.endsWith("/" + program)).isPresent())
        .max((one, other) -> Long.compare(one.pid(), other.pid()))
        .map(ProcessHandle::pid)
        .orElseThrow(() -> new IllegalStateException("there is no process of " + program));
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read /proc of process " + pid, e);
    }
  }
}
