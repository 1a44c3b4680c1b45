// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.exposurenotifications.ports.PortFailure;

/** Ports that do something else just before one of their methods. */
final class Intercepted {
  private Intercepted() {}

  /** Each call of that method is reported with its arguments before it is made. */
  static <T> T before(Class<T> port, T target, String name, Consumer<Object[]> action) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> {
              if (method.getName().equals(name)) {
                action.accept(arguments);
              }
              try {
                return method.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
            }));
  }

  static <T> T failing(Class<T> port, T target, String name, PortFailure failure) {
    return before(
        port,
        target,
        name,
        _ -> {
          throw failure;
        });
  }
}
