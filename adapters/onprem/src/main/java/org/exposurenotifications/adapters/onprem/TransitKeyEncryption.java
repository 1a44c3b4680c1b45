// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.KeyEncryption;

/**
 * AES-256-GCM of Vault's transit engine. A ciphertext is Vault's own text, which names the key's
 * version: Vault opens those of earlier versions too.
 */
final class TransitKeyEncryption implements KeyEncryption {
  private static final String TYPE = "aes256-gcm96";

  private final TransitEngine engine;

  TransitKeyEncryption(TransitEngine engine) {
    this.engine = engine;
  }

  @Override
  public void ensure(String keyName) {
    requireFit(engine.ensure(plain(keyName), TYPE));
  }

  @Override
  public Bytes encrypt(String keyName, Bytes plaintext, Bytes associatedData) {
    String name = plain(keyName);
    requireKey(name);
    String ciphertext =
        engine.use(
            "encrypt",
            name,
            Map.of(
                "plaintext", BoundPlaintext.seal(plaintext, associatedData).base64(),
                "associated_data", associatedData.base64()),
            "ciphertext",
            "allow the key to encrypt, and do not derive it");
    return Bytes.of(ciphertext.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Bytes decrypt(String keyName, Bytes ciphertext, Bytes associatedData) {
    String text = new String(ciphertext.toByteArray(), StandardCharsets.UTF_8);
    if (!TransitCiphertext.isWellFormed(text)) {
      throw doesNotOpen(keyName);
    }
    String plaintext =
        engine.use(
            "decrypt",
            plain(keyName),
            Map.of("ciphertext", text, "associated_data", associatedData.base64()),
            "plaintext",
            "there is no such key, or the ciphertext was changed or sealed otherwise, or its version"
                + " is below min_decryption_version");
    return BoundPlaintext.open(Bytes.ofBase64(plaintext), associatedData)
        .orElseThrow(() -> doesNotOpen(keyName));
  }

  /** Where the policy allows it, Vault makes a missing key when something is encrypted. */
  private void requireKey(String name) {
    requireFit(
        engine
            .find(name)
            .orElseThrow(() ->
                new PortFailure.Permanent(
                    "there is no encryption key '" + name + "' in Vault: make it first", null)));
  }

  private static void requireFit(TransitKey key) {
    if (!key.type().equals(TYPE)) {
      throw new PortFailure.Permanent(
          "the key '%s' in Vault is of type %s: name one of type %s"
              .formatted(key.name(), key.type(), TYPE),
          null);
    }
  }

  private static String plain(String keyName) {
    return TransitKeyName.parse(keyName)
        .filter(name -> name.version().isEmpty())
        .orElseThrow(() -> TransitKeyName.refused(keyName))
        .name();
  }

  private static PortFailure doesNotOpen(String keyName) {
    return new PortFailure.Permanent(
        "the key '" + keyName + "' does not open this: it was changed, or sealed otherwise", null);
  }
}
