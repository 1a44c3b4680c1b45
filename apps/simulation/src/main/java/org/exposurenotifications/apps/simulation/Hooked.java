// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A port whose effects are watched. */
final class Hooked {
  private Hooked() {}

  /** Sees a call that took effect, with its arguments and what it answered. */
  @FunctionalInterface
  interface Hook {
    void seen(Object[] arguments, @Nullable Object answer);
  }

  /**
   * @param hooks by the name of a method of the port
   * @throws IllegalArgumentException if the port has no such method: a check would be blind
   */
  static <T> T over(Class<T> port, T target, Map<String, Hook> hooks) {
    hooks
        .keySet()
        .forEach(name -> {
          if (Arrays.stream(port.getMethods()).noneMatch(m -> m.getName().equals(name))) {
            throw new IllegalArgumentException(port.getSimpleName() + " has no " + name);
          }
        });
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> {
              try {
                Object answer = method.invoke(target, arguments);
                Hook hook = hooks.get(method.getName());
                if (hook != null) {
                  hook.seen(arguments == null ? new Object[0] : arguments, answer);
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
            }));
  }
}
