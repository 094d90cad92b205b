using System.Text;
using Harness.Snapshots;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Snapshots;

[Parallelizable(ParallelScope.All)]
public sealed class SecretFinderTests
{
    private static readonly string Base64 = new('A', 64);

    [TestCase("{0}-----BEGIN PRIVATE KEY-----\n{1}\n", ExpectedResult = SecretKind.PrivateKey)]
    [TestCase("certificate\n{0}-----BEGIN RSA PRIVATE KEY-----\r\n{1}\r\n", ExpectedResult = SecretKind.PrivateKey)]
    [TestCase("{0}-----BEGIN OPENSSH PRIVATE KEY-----\n{1}", ExpectedResult = SecretKind.PrivateKey)]
    [TestCase("{0}-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n", ExpectedResult = SecretKind.PrivateKey)]
    [TestCase("key: \"{0}-----BEGIN PRIVATE KEY-----\\n{1}\\n\"", ExpectedResult = SecretKind.PrivateKey)]
    [TestCase("{0}-----BEGIN PUBLIC KEY-----\n{1}\n", ExpectedResult = SecretKind.None)]
    [TestCase("{0}-----BEGIN CERTIFICATE-----\n{1}\n", ExpectedResult = SecretKind.None)]
    [TestCase("if (text.startsWith('{0}-----BEGIN PRIVATE KEY-----')) {{ parse(text); }} // {1}", ExpectedResult = SecretKind.None)]
    [TestCase("{0}-----BEGIN PRIVATE KEY-----\nMIIE…\n", ExpectedResult = SecretKind.None)]
    [TestCase("{0}-----END PRIVATE KEY-----\n{1}", ExpectedResult = SecretKind.None)]
    [TestCase("{0}-----BEGIN PRIVATE KEY-----", ExpectedResult = SecretKind.None)]
    public SecretKind A_private_key_is_its_announcement_and_what_follows(string text) =>
        Find("/any/file", string.Format(System.Globalization.CultureInfo.InvariantCulture, text, "", Base64));

    [TestCase("/root/.npmrc", "//registry.example.org/:_authToken=abcdef", ExpectedResult = SecretKind.Credential)]
    [TestCase("/opt/app/.npmrc", "//registry.example.org/:_authToken=${NPM_TOKEN}", ExpectedResult = SecretKind.None)]
    [TestCase("/opt/app/.npmrc", "package-lock=false\nalways-auth=true", ExpectedResult = SecretKind.None)]
    [TestCase("/opt/app/npm.txt", "_authToken=abcdef", ExpectedResult = SecretKind.None)]
    [TestCase("/root/.netrc", "machine example.org\nlogin me\npassword x", ExpectedResult = SecretKind.Credential)]
    [TestCase("/home/me/.git-credentials", "https://me:word@example.org", ExpectedResult = SecretKind.Credential)]
    [TestCase("/root/.docker/config.json", "{\"auths\":{\"dhi.io\":{\"auth\":\"bWU6d29yZA==\"}}}", ExpectedResult = SecretKind.Credential)]
    [TestCase("/root/.docker/config.json", "{\"auths\":{\"dhi.io\":{}},\"credsStore\":\"desktop\"}", ExpectedResult = SecretKind.None)]
    [TestCase("/etc/pip.conf", "[global]\nindex-url = https://me:word@example.org/simple", ExpectedResult = SecretKind.Credential)]
    [TestCase("/etc/pip.conf", "[global]\nindex-url = https://example.org/simple", ExpectedResult = SecretKind.None)]
    [TestCase("/root/.aws/credentials", "[default]\naws_secret_access_key = abc", ExpectedResult = SecretKind.Credential)]
    [TestCase("/root/.pgpass", "host:5432:db:me:word", ExpectedResult = SecretKind.Credential)]
    [TestCase("/root/.m2/settings.xml", "<server><password>word</password></server>", ExpectedResult = SecretKind.Credential)]
    [TestCase("/root/.m2/settings.xml", "<server><password>${env.WORD}</password></server>", ExpectedResult = SecretKind.None)]
    [TestCase("/etc/apt/sources.list.d/debian.sources", "URIs: https://deb.example.org/debian", ExpectedResult = SecretKind.None)]
    [TestCase("/srv/.htpasswd", "me:$2y$05$abcdefgh", ExpectedResult = SecretKind.Credential)]
    [TestCase("/srv/.env", "DB_PASSWORD=word", ExpectedResult = SecretKind.Credential)]
    [TestCase("/srv/.env", "", ExpectedResult = SecretKind.None)]
    public SecretKind A_credential_is_in_a_file_that_tools_read_theirs_from(string path, string text) => Find(path, text);

    [Test]
    public void Long_hostile_text_does_not_hold_the_reading_up()
    {
        foreach (var text in (string[])[
            new string('-', 1 << 16), new string('a', 1 << 16), new string(':', 1 << 16), "password" + new string(' ', 1 << 16),
            string.Concat(Enumerable.Repeat("-----BEGIN PRIVATE KEY-----", 2000)), string.Concat(Enumerable.Repeat("a:", 1 << 15)),
            string.Concat(Enumerable.Repeat("://a:", 1 << 13))])
        {
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            Find("/root/.npmrc", text).ShouldNotBe(SecretKind.PrivateKey);
            System.Diagnostics.Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(5));
        }
    }

    private static SecretKind Find(string path, string text) => SecretFinder.Find(path, Encoding.UTF8.GetBytes(text));
}
