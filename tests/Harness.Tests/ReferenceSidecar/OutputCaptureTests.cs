using System.Text;
using NUnit.Framework;
using Shouldly;
using Sidecar.Execution;

namespace Harness.Tests.ReferenceSidecar;

[Parallelizable(ParallelScope.All)]
internal sealed class OutputCaptureTests
{
    [Test]
    public void What_fits_is_kept_whole()
    {
        var capture = Captured(5, "ab", "cde");

        capture.Text.ShouldBe("abcde");
        capture.Truncated.ShouldBeFalse();
    }

    [Test]
    public void What_comes_after_the_limit_is_dropped_and_said()
    {
        var capture = Captured(5, "abc", "def", "ghi");

        capture.Text.ShouldBe("abcde");
        capture.Truncated.ShouldBeTrue();
    }

    [TestCase(4, "abc")]
    [TestCase(5, "abc")]
    [TestCase(6, "abc✓")]
    [TestCase(7, "abc✓d")]
    public void The_limit_never_cuts_a_character_in_two(int limit, string kept) => Captured(limit, "abc✓de").Text.ShouldBe(kept);

    [Test]
    public void A_character_may_arrive_in_pieces()
    {
        var capture = new OutputCapture(100);
        foreach (var one in Encoding.UTF8.GetBytes("Grüße, 世界 ✓ 🎉"))
        {
            capture.Append([one]);
        }

        capture.Text.ShouldBe("Grüße, 世界 ✓ 🎉");
    }

    [Test]
    public void Bytes_that_are_no_UTF8_do_not_stop_it()
    {
        var capture = new OutputCapture(2);
        capture.Append([0x80, 0x80, 0x80, 0x80]);

        capture.Text.ShouldBe("\uFFFD\uFFFD");
    }

    private static OutputCapture Captured(int limit, params string[] parts)
    {
        var capture = new OutputCapture(limit);
        foreach (var part in parts)
        {
            capture.Append(Encoding.UTF8.GetBytes(part));
        }

        return capture;
    }
}
