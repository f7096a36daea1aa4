import Crypto
import FoundationEssentials
import Shapes
import SwiftASN1
import X509

/// The certificate authority of one installation: it says which servers and machines belong to it.
/// Pure: the time comes with each call.
package struct Authority: Sendable {
    /// How long it stands. There is one for an installation's life.
    static let lifetime = Duration.seconds(20 * 365 * 86_400)

    /// What tells this installation from every other.
    package let installation: String
    /// PEM of its certificate.
    package let certificate: String
    /// 64 hexadecimal digits of the SHA-256 of its certificate in DER: how join tokens name it.
    package let fingerprint: String
    private let parsed: Certificate
    private let key: P256.Signing.PrivateKey

    init(_ record: AuthorityRecord) throws(TrustError) {
        do {
            key = try P256.Signing.PrivateKey(pemRepresentation: record.privateKey)
            parsed = try Certificate(pemEncoded: record.certificate)
            fingerprint = Hex.sha256(try PEMDocument(pemString: record.certificate).derBytes)
        } catch {
            throw TrustError.authority("\(error)")
        }
        installation = record.installation
        certificate = record.certificate
        guard parsed.publicKey == Certificate.PublicKey(key.publicKey) else {
            throw TrustError.authority("key and certificate do not belong together")
        }
    }

    /// A new authority, to be kept.
    static func make(installation: String, now: Timestamp) throws -> AuthorityRecord {
        let key = P256.Signing.PrivateKey()
        let name = try DistinguishedName {
            OrganizationName(installation)
            CommonName("Skerry authority")
        }
        let publicKey = Certificate.PublicKey(key.publicKey)
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: publicKey,
            notValidBefore: date(now - .seconds(3_600)), notValidAfter: date(now + lifetime),
            issuer: name, subject: name, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true, cRLSign: true))
                SubjectKeyIdentifier(hash: publicKey)
            }, issuerPrivateKey: Certificate.PrivateKey(key))
        let pem = try certificate.serializeAsPEM().pemString
        return AuthorityRecord {
            $0.installation = installation
            $0.privateKey = key.pemRepresentation
            $0.certificate = pem
        }
    }

    // MARK: Issuing

    /// A machine's certificate: its subject names the machine and the installation, and it serves
    /// for nothing but being a client.
    func certificate(
        forMachine id: String, key publicKey: Certificate.PublicKey, lifetime: Duration,
        now: Timestamp
    ) throws -> IssuedCertificate {
        try issue(
            subject: try DistinguishedName {
                OrganizationName(installation)
                CommonName(id)
            }, publicKey, lifetime: lifetime, now: now,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.clientAuth])
                SubjectKeyIdentifier(hash: publicKey)
            })
    }

    /// A server's certificate for names and addresses.
    func certificate(
        forServer names: [SubjectName], key publicKey: Certificate.PublicKey, lifetime: Duration,
        now: Timestamp
    ) throws -> IssuedCertificate {
        try issue(
            subject: try DistinguishedName {
                OrganizationName(installation)
                CommonName("Skerry server")
            }, publicKey, lifetime: lifetime, now: now,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames(names.map(\.general))
                SubjectKeyIdentifier(hash: publicKey)
            })
    }

    private func issue(
        subject: DistinguishedName, _ publicKey: Certificate.PublicKey, lifetime: Duration,
        now: Timestamp, extensions: Certificate.Extensions
    ) throws -> IssuedCertificate {
        let end = Timestamp(milliseconds: (now + lifetime).milliseconds / 1000 * 1000)
        // Clocks differ a little; of short lives only a part.
        let start = now - min(.seconds(300), lifetime / 10)
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: publicKey,
            notValidBefore: Self.date(start), notValidAfter: Self.date(end),
            issuer: parsed.subject, subject: subject, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: extensions, issuerPrivateKey: Certificate.PrivateKey(key))
        return IssuedCertificate(pem: try certificate.serializeAsPEM().pemString, end: end)
    }

    // MARK: Judging

    /// The machine that a certificate names, if this authority gave it out for a machine. Its time
    /// is not looked at.
    ///
    /// - Parameter der: What a client showed and proved to hold the key of.
    func machine(of der: [UInt8]) throws(TrustRefusal) -> MachineCertificate {
        guard let certificate = try? Certificate(derEncoded: der) else {
            throw .certificateRefused("it cannot be read")
        }
        guard certificate.issuer == parsed.subject,
            parsed.publicKey.isValidSignature(certificate.signature, for: certificate)
        else { throw .certificateRefused("it is of another installation") }
        let usage = try? certificate.extensions.extendedKeyUsage
        guard usage?.contains(.clientAuth) == true,
            Self.name(in: certificate.subject, .RDNAttributeType.organizationName) == installation,
            let id = Self.name(in: certificate.subject, .RDNAttributeType.commonName),
            let key = KeyHash(certificate.publicKey)
        else { throw .certificateRefused("it is no machine's") }
        return MachineCertificate(
            machine: id, key: key, start: Self.timestamp(certificate.notValidBefore),
            end: Self.timestamp(certificate.notValidAfter))
    }

    private static func name(
        in subject: DistinguishedName, _ type: ASN1ObjectIdentifier
    ) -> String? {
        for part in subject {
            for attribute in part where attribute.type == type {
                return String(describing: attribute.value)
            }
        }
        return nil
    }

    private static func date(_ time: Timestamp) -> Date {
        Date(timeIntervalSince1970: (time.seconds).rounded(.down))
    }

    private static func timestamp(_ date: Date) -> Timestamp {
        Timestamp(milliseconds: Int64(date.timeIntervalSince1970 * 1000))
    }
}

/// A certificate that was just made.
struct IssuedCertificate: Sendable, Hashable {
    let pem: String
    let end: Timestamp
}

/// What a machine's certificate says.
struct MachineCertificate: Sendable, Hashable {
    let machine: String
    let key: KeyHash
    let start: Timestamp
    let end: Timestamp
}

/// Which public key: 64 hexadecimal digits of the SHA-256 of its subject public key info.
struct KeyHash: Sendable, Hashable {
    let text: String

    init(text: String) { self.text = text }

    init?(_ key: Certificate.PublicKey) {
        var serializer = DER.Serializer()
        do { try serializer.serialize(key) } catch { return nil }
        text = Hex.sha256(serializer.serializedBytes)
    }
}

/// Hexadecimal digits, in lower case.
enum Hex {
    static func sha256(_ bytes: some Sequence<UInt8>) -> String {
        encode(SHA256.hash(data: Array(bytes)))
    }

    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    static func isDigits(_ text: some StringProtocol, count: Int) -> Bool {
        text.utf8.count == count
            && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }
}
