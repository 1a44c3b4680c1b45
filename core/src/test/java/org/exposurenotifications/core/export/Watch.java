// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobContent;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;

/**
 * Counts calls of ports and does something just before the n-th. An object that is being put counts
 * a second time when its content was written but the store has not taken it yet.
 */
final class Watch {
  private final int number;
  private final Runnable action;
  private int calls;

  /**
   * @param number of the call, from 1 on
   */
  Watch(int number, Runnable action) {
    this.number = number;
    this.action = action;
  }

  int calls() {
    return calls;
  }

  /** Whether there was such a call. */
  boolean happened() {
    return calls >= number;
  }

  <T> T over(Class<T> port, T target) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> {
              call();
              try {
                return method.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
            }));
  }

  BlobStore overBlobs(BlobStore target) {
    return new BlobStore() {
      @Override
      public void put(BlobName name, BlobAttributes attributes, BlobContent content) {
        call();
        target.put(name, attributes, out -> writeThenCall(content, out));
      }

      @Override
      public Optional<Blob> open(BlobName name) {
        call();
        return target.open(name);
      }

      @Override
      public void delete(BlobName name) {
        call();
        target.delete(name);
      }
    };
  }

  private void writeThenCall(BlobContent content, OutputStream out) throws IOException {
    content.writeTo(out);
    call();
  }

  private void call() {
    calls++;
    if (calls == number) {
      action.run();
    }
  }
}
