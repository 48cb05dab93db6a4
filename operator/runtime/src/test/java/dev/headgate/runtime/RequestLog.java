package dev.headgate.runtime;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sees every request of a client on its way out. */
public final class RequestLog implements Interceptor {

  private final List<String> lines = new ArrayList<>();

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    synchronized (lines) {
      lines.add(request.method() + " " + request.uri().getPath());
    }
  }

  /** What was sent since the last time this was asked: how many of each method. */
  public Map<String, Integer> takeCounts() {
    var counts = new TreeMap<String, Integer>();
    take().forEach(line -> counts.merge(line.substring(0, line.indexOf(' ')), 1, Integer::sum));
    return counts;
  }

  /** What was sent since the last time this was asked: method and path of each. */
  public List<String> take() {
    synchronized (lines) {
      var taken = List.copyOf(lines);
      lines.clear();
      return taken;
    }
  }
}
