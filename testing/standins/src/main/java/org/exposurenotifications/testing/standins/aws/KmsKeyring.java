// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins.aws;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** What KMS does, action by action; arguments and answers are JSON. */
final class KmsKeyring {
  private final Map<String, KmsKey> keys = new ConcurrentHashMap<>();
  private final Map<String, KmsKey> aliases = new ConcurrentHashMap<>();

  String answer(String action, JsonNode request) throws GeneralSecurityException {
    return switch (action) {
      case "CreateKey" -> create(request);
      case "CreateAlias" -> createAlias(request);
      case "DescribeKey" -> metadata(named(request));
      case "GetPublicKey" -> publicKey(signing(request));
      case "Sign" -> sign(request);
      case "Encrypt" -> encrypt(request);
      case "Decrypt" -> decrypt(request);
      case "RotateKeyOnDemand" -> {
        named(request).enabled().rotate();
        yield "{}";
      }
      case "DisableKey" -> become("Disabled", request);
      case "ScheduleKeyDeletion" -> become("PendingDeletion", request);
      default -> throw KmsError.refusal("UnknownOperationException");
    };
  }

  long enabledKeys() {
    return keys.values().stream().filter(key -> key.state().equals("Enabled")).count();
  }

  private String create(JsonNode request) throws GeneralSecurityException {
    KmsKey key = new KmsKey(optional(request, "KeySpec").orElse("SYMMETRIC_DEFAULT"));
    if (!optional(request, "KeyUsage").orElse("ENCRYPT_DECRYPT").equals(key.usage())) {
      throw KmsError.refusal("ValidationException");
    }
    keys.put(key.id, key);
    return metadata(key);
  }

  private String createAlias(JsonNode request) {
    String alias = optional(request, "AliasName").orElse("");
    if (!alias.matches("alias/[a-zA-Z0-9/_-]+") || alias.startsWith("alias/aws/")) {
      throw KmsError.refusal("ValidationException");
    }
    KmsKey key = byName(optional(request, "TargetKeyId").orElseThrow());
    if (aliases.putIfAbsent(alias, key) != null) {
      throw KmsError.refusal("AlreadyExistsException");
    }
    return "{}";
  }

  private String become(String state, JsonNode request) {
    named(request).become(state);
    return "{}";
  }

  private String sign(JsonNode request) throws GeneralSecurityException {
    KmsKey key = signing(request);
    if (!optional(request, "SigningAlgorithm").equals(Optional.of("ECDSA_SHA_256"))) {
      throw KmsError.refusal("ValidationException");
    }
    boolean isDigest = optional(request, "MessageType").equals(Optional.of("DIGEST"));
    return "{\"KeyId\":\"%s\",\"Signature\":\"%s\",\"SigningAlgorithm\":\"ECDSA_SHA_256\"}"
        .formatted(key.arn(), base64(key.sign(bytes(request, "Message", 4096), isDigest)));
  }

  private String encrypt(JsonNode request) throws GeneralSecurityException {
    KmsKey key = symmetric(request);
    byte[] ciphertext = key.encrypt(bytes(request, "Plaintext", 4096), context(request));
    return "{\"KeyId\":\"%s\",\"CiphertextBlob\":\"%s\"}".formatted(key.arn(), base64(ciphertext));
  }

  private String decrypt(JsonNode request) {
    byte[] ciphertext = bytes(request, "CiphertextBlob", 6144);
    KmsKey wanted = symmetric(request);
    KmsKey sealer = keys.get(KmsKey.idIn(ciphertext));
    if (sealer == null) {
      throw KmsError.refusal("InvalidCiphertextException");
    }
    if (!sealer.equals(wanted)) {
      throw KmsError.refusal("IncorrectKeyException");
    }
    return "{\"KeyId\":\"%s\",\"Plaintext\":\"%s\"}"
        .formatted(wanted.arn(), base64(wanted.decrypt(ciphertext, context(request))));
  }

  private KmsKey signing(JsonNode request) {
    KmsKey key = named(request).enabled();
    if (key.isSymmetric()) {
      throw KmsError.refusal("UnsupportedOperationException");
    }
    return key;
  }

  private KmsKey symmetric(JsonNode request) {
    KmsKey key = named(request).enabled();
    if (!key.isSymmetric()) {
      throw KmsError.refusal("InvalidKeyUsageException");
    }
    return key;
  }

  private KmsKey named(JsonNode request) {
    return byName(optional(request, "KeyId").orElseThrow());
  }

  /** By id, alias, or the ARN of either. */
  private KmsKey byName(String name) {
    String local = name.startsWith("arn:") ? name.substring(name.lastIndexOf(':') + 1) : name;
    KmsKey key =
        local.startsWith("alias/") ? aliases.get(local) : keys.get(local.replace("key/", ""));
    if (key == null) {
      throw KmsError.refusal("NotFoundException");
    }
    return key;
  }

  private static String metadata(KmsKey key) {
    return ("{\"KeyMetadata\":{\"KeyId\":\"%s\",\"Arn\":\"%s\",\"KeySpec\":\"%s\","
            + "\"KeyUsage\":\"%s\",\"KeyState\":\"%s\"}}")
        .formatted(key.id, key.arn(), key.spec, key.usage(), key.state());
  }

  private static String publicKey(KmsKey key) {
    return "{\"KeyId\":\"%s\",\"KeySpec\":\"%s\",\"KeyUsage\":\"SIGN_VERIFY\",\"PublicKey\":\"%s\"}"
        .formatted(key.arn(), key.spec, base64(key.pair.getPublic().getEncoded()));
  }

  /** In one order, whatever the client's. */
  private static String context(JsonNode request) {
    Map<String, String> context = new TreeMap<>();
    request
        .field("EncryptionContext")
        .ifPresent(
            given -> given.asObject().forEach((name, value) -> context.put(name, value.text())));
    if (context.toString().length() > 8192) {
      throw KmsError.refusal("ValidationException");
    }
    return context.toString();
  }

  private static byte[] bytes(JsonNode request, String name, int most) {
    byte[] bytes = Base64.getDecoder().decode(optional(request, name).orElse(""));
    if (bytes.length < 1 || bytes.length > most) {
      throw KmsError.refusal("ValidationException");
    }
    return bytes;
  }

  private static Optional<String> optional(JsonNode request, String name) {
    return request.field(name).map(JsonNode::text);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
