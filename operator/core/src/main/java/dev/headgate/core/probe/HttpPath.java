package dev.headgate.core.probe;

import dev.headgate.core.Limits;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The path of an http probe. It is put behind the path of a service proxy, so it must not be able
 * to lead out of there: no dot segments, and no escapes that some server might read as one.
 */
final class HttpPath {

  private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~!$&'()*+,;=:@/-]*");
  private static final Pattern QUERY =
      Pattern.compile("([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*");

  private HttpPath() {}

  static String read(ProbeFields fields) {
    var given = fields.textIfGiven("path", Limits.Probes.STANDARD.path());
    var whole = given.isEmpty() ? "/" : given;
    var mark = whole.indexOf('?');
    var path = mark < 0 ? whole : whole.substring(0, mark);
    var query = mark < 0 ? "" : whole.substring(mark + 1);
    if (!PATH.matcher(path).matches() || hasDotSegment(path) || !QUERY.matcher(query).matches()) {
      fields.wrong(
          "path",
          "allowed: a path that begins with / and has neither . nor .. as a segment nor escapes,"
              + " and a query, whose escapes are whole");
      return "/";
    }
    return whole;
  }

  private static boolean hasDotSegment(String path) {
    return Arrays.stream(path.split("/", -1))
        .anyMatch(part -> part.equals(".") || part.equals(".."));
  }
}
