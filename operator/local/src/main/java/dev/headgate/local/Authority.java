package dev.headgate.local;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The certificate authority of one local cluster. Lives as long as the cluster. */
final class Authority {
  private static final X500Name ISSUER = new X500Name("CN=headgate-local");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final KeyPair keys = newKeys();
  private final String certificate;

  Authority() {
    certificate =
        certificate(ISSUER, keys.getPublic(), List.of(), KeyPurposeId.anyExtendedKeyUsage, true);
  }

  /** A certificate with its private key, both PEM. */
  record Identity(String certificate, String key) {}

  String certificatePem() {
    return certificate;
  }

  /** For a server on this machine, which pods would call kubernetes.default.svc. */
  Identity server(String serviceIp) {
    var names =
        List.of(
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.dNSName, "kubernetes.default.svc"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.iPAddress, serviceIp));
    return sign(new X500Name("CN=kube-apiserver"), names, KeyPurposeId.id_kp_serverAuth, newKeys());
  }

  /** For a user of that name in that group; the API server reads both from the subject. */
  Identity client(String user, String group) {
    return client(user, group, newKeys());
  }

  /**
   * The same with an RSA key, which takes longer to make, but many clients (fabric8 by default)
   * expect it.
   */
  Identity clientWithRsa(String user, String group) {
    return client(user, group, newKeys("RSA", 2048));
  }

  private Identity client(String user, String group, KeyPair keys) {
    var subject = new X500Name("O=%s,CN=%s".formatted(group, user));
    return sign(subject, List.of(), KeyPurposeId.id_kp_clientAuth, keys);
  }

  private Identity sign(
      X500Name subject, List<GeneralName> names, KeyPurposeId purpose, KeyPair subjectKeys) {
    return new Identity(
        certificate(subject, subjectKeys.getPublic(), names, purpose, false), keyPem(subjectKeys));
  }

  /** With which tokens of service accounts are signed, and checked. Both PEM. */
  record SigningKeys(String publicKey, String privateKey) {}

  static SigningKeys newSigningKeys() {
    var signing = newKeys();
    return new SigningKeys(pem("PUBLIC KEY", signing.getPublic().getEncoded()), keyPem(signing));
  }

  private static KeyPair newKeys() {
    return newKeys("EC", 256);
  }

  private static KeyPair newKeys(String algorithm, int bits) {
    try {
      var generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits, RANDOM);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + algorithm, e);
    }
  }

  private String certificate(
      X500Name subject,
      PublicKey key,
      List<GeneralName> names,
      KeyPurposeId purpose,
      boolean authority) {
    try {
      var now = Instant.now();
      var builder =
          new X509v3CertificateBuilder(
              ISSUER,
              new BigInteger(64, RANDOM).add(BigInteger.ONE),
              Date.from(now.minus(Duration.ofHours(1))),
              Date.from(now.plus(Duration.ofDays(30))),
              subject,
              SubjectPublicKeyInfo.getInstance(key.getEncoded()));
      extend(builder, names, purpose, authority);
      var holder =
          builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
      return pem("CERTIFICATE", holder.getEncoded());
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException("Cannot make the certificate of " + subject, e);
    }
  }

  private static void extend(
      X509v3CertificateBuilder builder,
      List<GeneralName> names,
      KeyPurposeId purpose,
      boolean authority)
      throws CertIOException {
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    if (authority) {
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
    } else {
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    }
    if (!names.isEmpty()) {
      var all = names.toArray(GeneralName[]::new);
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(all));
    }
  }

  private static String keyPem(KeyPair keys) {
    return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
  }

  private static String pem(String type, byte[] der) {
    var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, body);
  }
}
