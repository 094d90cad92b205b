using System.Text.Json;
using Harness.Checks;
using Harness.Reports;
using Harness.Sandboxes;
using Harness.Suite;
using Harness.Tests.Browser;
using NUnit.Framework;
using Shouldly;
using static Harness.Tests.Reports.Samples;

namespace Harness.Tests.Reports;

/// <summary>The page as a browser shows it.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class HtmlReportTests
{
    private const string Hostile =
        "\n</pre><script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'>\"><svg/onload=window.hacked=3>&amp;\r\n\u001B[31m "
        + "<a href=\"https://example.org\">x</a> Grüße ✓";

    private static readonly ReportContent Mixed = Content(
        Passed("CFG001", Python),
        Passed("RUN001", PythonInDocker),
        Failed("RUN002", PythonInDocker, "PATH=/hostile/bin needle") with { Places = [new SourcePlace("images/python/Dockerfile", 88)] },
        Failed("RUN002", new Subject("python", "python", Backend.Kubernetes), Hostile),
        Failed("CFG001", Python with { Image = "nodejs" }),
        Errored("RUN001", TypeScriptInDocker),
        Skipped("RUN002", TypeScriptInDocker));

    private Chromium? browser;

    [OneTimeSetUp]
    public async Task StartBrowser()
    {
        if (Chromium.Executable is null)
        {
            Assert.Ignore("There is no Chromium, so nothing was opened (Debian: apt-get install chromium).");
        }

        browser = await Chromium.StartAsync();
    }

    [OneTimeTearDown]
    public async Task EndBrowser()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }
    }

    [Test]
    public async Task It_shows_the_numbers_of_the_JSON()
    {
        using var json = Json(Mixed);
        var page = await OpenAsync(Mixed);

        foreach (var count in json.RootElement.GetProperty("counts").EnumerateObject())
        {
            var expected = count.Value.GetInt32();
            (await page.EvaluateAsync<string>($"document.querySelector('[data-count={count.Name}]').textContent")).ShouldBe(expected.ToString(), count.Name);
            (await page.EvaluateAsync<int>($"document.querySelectorAll('details.result.{count.Name}').length")).ShouldBe(expected, count.Name);
            (await page.EvaluateAsync<int>($"document.querySelectorAll('#matrix td.{count.Name}').length")).ShouldBe(expected, count.Name);
        }

        (await page.EvaluateAsync<string>("document.querySelector('[data-duration]').textContent")).ShouldBe("12.500 s");
        (await page.EvaluateAsync<string[]>("[...document.querySelectorAll('details.result .time')].map(one => one.textContent)")).Order().ShouldBe(
            json.RootElement.GetProperty("results").EnumerateArray()
                .Select(result => FormattableString.Invariant($"{result.GetProperty("durationSeconds").GetDouble():0.000} s"))
                .Order());
        var images = await page.EvaluateAsync<string>("document.getElementById('images').textContent");
        foreach (var image in json.RootElement.GetProperty("images").EnumerateArray())
        {
            images.ShouldContain(image.GetProperty("reference").GetString()!);
            images.ShouldContain(image.GetProperty("digest").GetString()!);
            images.ShouldContain(image.GetProperty("base").GetProperty("name").GetString()!);
            images.ShouldContain(image.GetProperty("base").GetProperty("digest").GetString()!);
        }

        (await page.EvaluateAsync<string>("document.querySelector('header').textContent")).ShouldContain("local stand-ins, NOT dhi.io");
        IsQuiet(page);
    }

    [Test]
    public async Task The_matrix_has_a_row_for_each_check_and_a_column_for_each_language_and_backend()
    {
        var page = await OpenAsync(Mixed);

        (await page.EvaluateAsync<string[]>("[...document.querySelectorAll('#matrix tbody th a')].map(one => one.textContent)"))
            .ShouldBe(["CFG001", "RUN001", "RUN002"]);
        (await page.EvaluateAsync<string[]>("[...document.querySelectorAll('#matrix thead tr:last-child th')].map(one => one.textContent)"))
            .ShouldBe(["pydocker", "pyk8s", "tsdocker"]);
        (await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('#matrix tbody tr')].map(row => [...row.cells].slice(1).map(cell => cell.colSpan + cell.textContent).join(' '))"))
            .ShouldBe(["2✓ 1✗", "1✓ 1 1!", "1✗ 1✗ 1–"]);
    }

    [Test]
    public async Task A_cell_shows_its_evidence()
    {
        var page = await OpenAsync(Mixed);

        await page.EvaluateAsync<bool>("document.querySelector('#matrix a[aria-label=\"RUN002 python/docker failed\"]').click(), true");

        (await page.EvaluateAsync<bool>("document.getElementById('evidence').open")).ShouldBeTrue();
        (await page.EvaluateAsync<string[]>("[...document.querySelectorAll('#evidence pre')].map(one => one.textContent)")).ShouldBe(
            ["PATH=/usr/bin:/bin", "PATH=/hostile/bin needle", "images/python/Dockerfile:88", "just test-images -l py --check RUN002"]);
        (await page.EvaluateAsync<string>("document.querySelector('#evidence div').textContent")).ShouldContain("mend RUN002");
        await page.EvaluateAsync<bool>("document.querySelector('#evidence button').click(), true");
        (await page.EvaluateAsync<bool>("document.getElementById('evidence').open")).ShouldBeFalse();
        IsQuiet(page);
    }

    [TestCase("words", "needle", "RUN002 python/docker")]
    [TestCase("words", "RUN002 typescript", "RUN002 nodejs/typescript/docker")]
    [TestCase("image", "nodejs", "CFG001 nodejs;RUN001 nodejs/typescript/docker;RUN002 nodejs/typescript/docker")]
    [TestCase("backend", "k8s", "RUN002 python/k8s")]
    [TestCase("backend", "none (static)", "CFG001 nodejs;CFG001 python")]
    public async Task Filtering_leaves_what_fits(string field, string value, string left)
    {
        var page = await OpenAsync(Mixed);

        await page.EvaluateAsync<bool>(
            $"(field => {{ field.value = {JsonSerializer.Serialize(value)}"
            + $"; field.dispatchEvent(new Event('input', {{ bubbles: true }})); return true; }})(document.getElementById('filter').elements.{field})");

        (await Shown(page)).ShouldBe(left.Split(';'), ignoreOrder: true);
        var count = left.Split(';').Length;
        (await page.EvaluateAsync<string>("document.getElementById('shown').textContent")).ShouldBe($"{count} of 7 results");
        (await page.EvaluateAsync<int>("document.querySelectorAll('#matrix td[data-number]:not(.out)').length")).ShouldBe(count);
        IsQuiet(page);
    }

    [Test]
    public async Task An_outcome_can_be_left_out_and_rows_without_a_result_go()
    {
        var page = await OpenAsync(Mixed);

        foreach (var outcome in (string[])["passed", "errored", "skipped"])
        {
            await page.EvaluateAsync<bool>($"document.querySelector('#filter [value={outcome}]').click(), true");
        }

        (await Shown(page)).ShouldBe(["CFG001 nodejs", "RUN002 python/docker", "RUN002 python/k8s"], ignoreOrder: true);
        (await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('#matrix tbody tr')].filter(row => !row.hidden).map(row => row.cells[0].querySelector('a').textContent)"))
            .ShouldBe(["CFG001", "RUN002"]);
    }

    [Test]
    public async Task What_an_image_prints_stays_text()
    {
        var page = await OpenAsync(Mixed);

        (await page.EvaluateAsync<string[]>("[...document.querySelectorAll('details.result[data-backend=k8s] pre')].map(one => one.textContent)"))
            .ShouldContain(Printable.Xml(Hostile));
        (await page.EvaluateAsync<bool>("'hacked' in window")).ShouldBeFalse();
        (await page.EvaluateAsync<int>("document.querySelectorAll('img, svg, iframe, object, pre a, script:not(:last-of-type)').length")).ShouldBe(0);
        IsQuiet(page);
    }

    [Test]
    public async Task Its_policy_stops_what_would_get_in_all_the_same()
    {
        var page = await OpenAsync(Mixed);

        await page.EvaluateAsync<bool>(
            "document.body.insertAdjacentHTML('beforeend', '<img src=https://example.org/x.png onerror=\"window.hacked = 1\">'), true");
        await page.EvaluateAsync<bool>(
            "(script => { script.textContent = 'window.hacked = 2'; document.body.append(script); return true; })(document.createElement('script'))");

        (await page.EvaluateAsync<bool>("'hacked' in window")).ShouldBeFalse();
        (await page.EvaluateAsync<string>("fetch('https://example.org').then(() => 'reached', () => 'refused')")).ShouldBe("refused");
        page.Complaints.ShouldContain(complaint => complaint.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Test]
    public async Task It_can_be_read_on_a_phone()
    {
        var page = await OpenAsync(Mixed, one => one.HasScreenAsync(360, 740, mobile: true));

        (await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth")).ShouldBeLessThanOrEqualTo(360);
        (await page.EvaluateAsync<double>("Math.min(...[...document.querySelectorAll('td a')].map(one => one.getBoundingClientRect().height))"))
            .ShouldBeGreaterThanOrEqualTo(30);
        IsQuiet(page);
    }

    [TestCase("light")]
    [TestCase("dark")]
    public async Task It_can_be_read_in_the_light_and_in_the_dark(string scheme)
    {
        var page = await OpenAsync(Mixed, one => one.PrefersAsync(scheme));

        var background = await LuminanceAsync(page, "document.body", "backgroundColor");
        (background < 0.2).ShouldBe(scheme == "dark");
        foreach (var element in (string[])["h1", "td.passed a", "td.failed a", "td.errored a", "td.skipped a", "thead small", ".legend", "tbody th a", ".loud"])
        {
            var text = await LuminanceAsync(page, $"document.querySelector('{element}')", "color");
            ((Math.Max(text, background) + 0.05) / (Math.Min(text, background) + 0.05)).ShouldBeGreaterThan(4.5, $"contrast of {element}");
        }
    }

    [Test]
    public async Task A_link_to_a_check_explains_it()
    {
        var page = await OpenAsync(Content(Run(Passed("CFG001", Python))) with { Checks = CheckCatalog.All.Select(check => check.Info).ToList() });

        await page.EvaluateAsync<bool>(
            "new Promise(done => { addEventListener('hashchange', () => done(true)); document.querySelector('#matrix tbody th a').click(); })");

        (await page.EvaluateAsync<string>("document.querySelector('#checks details[open]').textContent")).ShouldContain("env -i");
    }

    private static async Task<string[]> Shown(BrowserPage page) => await page.EvaluateAsync<string[]>(
        "[...document.querySelectorAll('details.result')].filter(one => !one.hidden).map(one => "
        + "one.querySelector('b').textContent + ' ' + one.querySelector('summary span:nth-of-type(2)').textContent)");

    /// <summary>The relative luminance of a colour, as guidelines of contrast define it.</summary>
    private static async Task<double> LuminanceAsync(BrowserPage page, string element, string property)
    {
        var rgb = (await page.EvaluateAsync<string>($"getComputedStyle({element}).{property}")).Split('(')[1].TrimEnd(')').Split(',').Take(3)
            .Select(part => double.Parse(part, System.Globalization.CultureInfo.InvariantCulture) / 255)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToList();
        return (0.2126 * rgb[0]) + (0.7152 * rgb[1]) + (0.0722 * rgb[2]);
    }

    private static void IsQuiet(BrowserPage page)
    {
        page.Complaints.ShouldBeEmpty();
        page.Requests.ShouldHaveSingleItem("nothing but the page itself is asked for").ShouldStartWith("file:");
    }

    private static JsonDocument Json(ReportContent content)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, JsonReport.Options))
        {
            JsonReport.Write(json, content);
        }

        return JsonDocument.Parse(stream.ToArray());
    }

    private async Task<BrowserPage> OpenAsync(ReportContent content, Func<BrowserPage, Task>? prepare = null)
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"report-{Guid.NewGuid():N}.html");
        await using (var stream = File.Create(path))
        {
            HtmlReport.Write(stream, content);
        }

        var page = await browser!.OpenAsync(path, prepare);
        File.Delete(path);
        return page;
    }
}
