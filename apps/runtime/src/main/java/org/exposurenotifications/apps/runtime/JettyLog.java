// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what Jetty logs, and logs which class spoke, and the types and places of failures. The
 * texts are left out: any of them may hold host, path, query or headers of a request.
 */
final class JettyLog extends AppenderBase<ILoggingEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(JettyLog.class);
  private static final int DEEPEST = 5;

  @Override
  protected void append(ILoggingEvent event) {
    LOG.warn("{}: {}", event.getLoggerName(), failure(event.getThrowableProxy()));
  }

  private static String failure(@Nullable IThrowableProxy first) {
    return first == null
        ? "a warning"
        : Stream.iterate(first, cause -> cause != null, IThrowableProxy::getCause)
            .limit(DEEPEST)
            .map(JettyLog::one)
            .collect(Collectors.joining("; caused by "));
  }

  private static String one(IThrowableProxy failure) {
    StackTraceElementProxy[] stack = failure.getStackTraceElementProxyArray();
    return failure.getClassName()
        + (stack == null || stack.length == 0 ? "" : " " + stack[0].getSTEAsString());
  }
}
