package dev.headgate.faults.world;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that this JVM logs, with its exceptions, instead of on the console. */
final class Words extends AppenderBase<ILoggingEvent> {

  private final List<String> lines = new ArrayList<>();

  private Words() {}

  /** From now on; whoever listened before no longer does. */
  static Words listen() {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    var words = new Words();
    words.setContext(context);
    words.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(words);
    return words;
  }

  synchronized List<String> all() {
    return List.copyOf(lines);
  }

  @Override
  protected synchronized void append(ILoggingEvent event) {
    var thrown = event.getThrowableProxy();
    lines.add(
        "%s %s %s %s%s"
            .formatted(
                event.getInstant(),
                event.getLevel(),
                event.getLoggerName(),
                event.getFormattedMessage(),
                thrown == null ? "" : "\n" + ThrowableProxyUtil.asString(thrown)));
  }
}
