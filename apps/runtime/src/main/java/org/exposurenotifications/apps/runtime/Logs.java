// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets up logging: lines of JSON on standard error, or readable text for development. */
public final class Logs {
  /** Whose lines are ours. */
  private static final String OURS = "org.exposurenotifications";

  private Logs() {}

  /**
   * Replaces whatever was set up before. Libraries speak from WARNING on, whatever the level; Jetty
   * without its texts, which hold what clients sent.
   *
   * @param level as in {@code LOG_LEVEL}: DEBUG, INFO, WARNING, ERROR, CRITICAL, ALERT or
   *     EMERGENCY, whatever the case; anything else means WARNING
   * @param development readable text instead of JSON
   */
  public static void configure(String level, boolean development) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    EncoderBase<ILoggingEvent> encoder = development ? readable() : json();
    encoder.setContext(context);
    encoder.start();
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    Level ours = level(level);
    context.getLogger(OURS).setLevel(ours);
    // libraries tell of routine as INFO, and as DEBUG of all that they send and receive: tokens,
    // secrets and keys
    root.setLevel(ours.isGreaterOrEqual(Level.WARN) ? ours : Level.WARN);
    quietJetty(context);
    // warns at each request of a header that it sets itself
    context.getLogger("com.azure.core.http.jdk.httpclient.JdkHttpClient").setLevel(Level.ERROR);
  }

  private static void quietJetty(LoggerContext context) {
    var appender = new JettyLog();
    appender.setContext(context);
    appender.start();
    var jetty = context.getLogger("org.eclipse.jetty");
    jetty.addAppender(appender);
    jetty.setAdditive(false);
    // speak of what is wrong with a request, and nothing else: the access log has a line for it
    context.getLogger("org.eclipse.jetty.http").setLevel(Level.OFF);
    context.getLogger("org.eclipse.jetty.util.HostPort").setLevel(Level.OFF);
  }

  private static Level level(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "DEBUG" -> Level.DEBUG;
      case "INFO" -> Level.INFO;
      case "ERROR", "CRITICAL", "ALERT", "EMERGENCY" -> Level.ERROR;
      case String _ -> Level.WARN;
    };
  }

  private static EncoderBase<ILoggingEvent> json() {
    var encoder = new JsonEncoder();
    encoder.setWithContext(false);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithArguments(false);
    encoder.setWithMessage(false);
    encoder.setWithFormattedMessage(true);
    return encoder;
  }

  private static EncoderBase<ILoggingEvent> readable() {
    var encoder = new PatternLayoutEncoder();
    encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %X{requestId} %logger{0}: %msg %kvp%n%ex{short}");
    return encoder;
  }
}
