using Harness.Dockerfiles;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Dockerfiles;

/// <summary>The edges of the grammar: what the frontend takes is read, what it refuses is refused, with the place.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class GrammarTests
{
    // Here-documents
    [TestCase("RUN cat << END > /x\nhello\nEND")]
    [TestCase("RUN <<  END\ntrue\nEND")]
    [TestCase("RUN <<-\\END\n\ttrue\n\tEND")]
    [TestCase("RUN 3<<END cat\nx\nEND")]
    [TestCase("RUN <<'two words'\ntrue\ntwo words")]
    [TestCase("COPY <<a\"b\" /x\n${NOT\nab")]
    [TestCase("COPY <<A <<B /x/\nB\nA\nA\nB")]
    [TestCase("ONBUILD RUN <<END\ntrue\nEND")]
    [TestCase("RUN [\"cat\", \"<<END\"]")]
    [TestCase("RUN echo $((1<<2))")]
    // Arguments that may be left out, and arrays
    [TestCase("RUN")]
    [TestCase("CMD")]
    [TestCase("ENTRYPOINT []")]
    [TestCase("CMD [\"a\", ]")]
    [TestCase("RUN [ -f /x ] && [ 1 = 1 ]")]
    [TestCase("HEALTHCHECK none")]
    [TestCase("healthcheck --interval=1m30s --timeout=0 --retries=3 CMD [\"/x\"]")]
    // Words
    [TestCase("COPY a\\ b /c")]
    [TestCase("COPY [\"a b\", \"/c\"]")]
    [TestCase("ENV A=\"b c\" D='e' F=g\\ h")]
    [TestCase("ENV A b c = d")]
    [TestCase("LABEL a b")]
    [TestCase("LABEL \"a b\"=c")]
    [TestCase("ARG A=1 B=2 C")]
    [TestCase("VOLUME /a /b")]
    [TestCase("EXPOSE 80 443/tcp 8000-8010/UDP 127.0.0.1:80:80 8000-8001:80 1-2:3-4 $PORT")]
    [TestCase("STOPSIGNAL sigrtmin+3")]
    [TestCase("STOPSIGNAL 9")]
    // Flags
    [TestCase("COPY --link --parents=false --exclude=a --exclude=b x /y")]
    [TestCase("COPY --chmod=u=rwX,go=rX x /y")]
    [TestCase("ADD --checksum=sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef https://example.org/x /y")]
    [TestCase("ADD --checksum=0123456789abcdef0123456789abcdef01234567 https://example.org/x.git#main /y")]
    [TestCase("ADD --checksum=$SUM https://example.org/x /y")]
    [TestCase("RUN --mount=type=cache,target=/x,sharing=Locked,mode=0755,uid=1 --mount=type=secret,id=x,required true")]
    [TestCase("RUN --mount=type=tmpfs,target=/x,size=64m --network=none --security=insecure true")]
    [TestCase("RUN --mount=type=$KIND true")]
    [TestCase("WORKDIR /x\nRUN --mount=type=cache true")]
    [TestCase("RUN --mount=type=bind,target=/. true")]
    [TestCase("RUN --mount=type=bind,target=// true")]
    [TestCase("WORKDIR /x\nRUN --mount=type=cache,target=. true")]
    [TestCase("RUN --mount=type=cache,target=../x true")]
    [TestCase("RUN -- --x")]
    [TestCase("ARG --x A=1")]
    // Variables
    [TestCase("ENV A=${B:-c} D=${E+f} G=${H#*x} I=${J%%x*} K=${L/a/b} M=${N:?why}")]
    [TestCase("ENV A=\\${ B='${' C=5$")]
    [TestCase("RUN echo ${X^^} '")]
    [TestCase("ONBUILD COPY --chown=x a /b")]
    public void What_the_frontend_takes_is_read(string lines) =>
        Dockerfile.Parse($"FROM scratch\n{lines}\n").Faults.Select(fault => fault.ToString()).ShouldBeEmpty();

    [TestCase("RUN <<- END\n\ttrue\n\tEND", "'true' is no instruction")]
    [TestCase("RUN echo $((1 << 2))", "the here-document is not ended: no line is just '2))'")]
    [TestCase("RUN echo it's <<END\nx\nEND", "'x' is no instruction")]
    [TestCase("COPY a <<END\nEND", "a here-document is none")]
    [TestCase("COPY <<'two words' /x\nbody\ntwo words", "the single quote is not closed")]
    [TestCase("COPY <<END /x\n${A-b\nEND", "the here-document: the '}' of '${' is missing")]
    [TestCase("CMD [\"a\", null]", "an array in JSON holds strings")]
    [TestCase("ENTRYPOINT [[\"a\"]]", "an array in JSON holds strings")]
    [TestCase("HEALTHCHECK CMD [1]", "an array in JSON holds strings")]
    [TestCase("ONBUILD CMD [\"a\", {}]", "an array in JSON holds strings")]
    [TestCase("SHELL []", "SHELL names no program")]
    [TestCase("VOLUME []", "VOLUME has no arguments")]
    [TestCase("VOLUME [\"/a\", \" \"]", "VOLUME names an empty path")]
    [TestCase("LABEL a", "LABEL a has no value")]
    [TestCase("LABEL a=b c", "'c' is no setting")]
    [TestCase("ENV =x", "'=x' is no setting")]
    [TestCase("ENV A=${B:-x y}", "'y}' is no setting")]
    [TestCase("ARG =x", "'=x' is no setting")]
    [TestCase("ENV \"A B\" c", "the double quote is not closed")]
    [TestCase("ONBUILD ONBUILD RUN x", "ONBUILD ONBUILD is not allowed")]
    [TestCase("ONBUILD from x", "ONBUILD FROM is not allowed")]
    [TestCase("ONBUILD ENV A", "'A' is no setting")]
    [TestCase("HEALTHCHECK TCP 80", "expected CMD and a command, or NONE")]
    [TestCase("HEALTHCHECK NONE x", "HEALTHCHECK NONE takes nothing more")]
    [TestCase("HEALTHCHECK CMD", "names no command")]
    [TestCase("HEALTHCHECK --interval=10us CMD x", "expected a duration")]
    [TestCase("HEALTHCHECK --timeout=$T CMD x", "expected a duration")]
    [TestCase("HEALTHCHECK --retries=-1 CMD x", "expected a number that is not negative")]
    [TestCase("COPY --chown a /b", "--chown has no value")]
    [TestCase("COPY --link= a /b", "expected true, false")]
    [TestCase("COPY --from=a --from=b a /b", "--from stands here a second time")]
    [TestCase("COPY --from=$X a /b", "COPY --from takes no variable")]
    [TestCase("COPY --chmod=888 a /b", "expected an octal number")]
    [TestCase("COPY https://example.org/a /b", "COPY takes no address")]
    [TestCase("COPY \"a b\" /c", "the double quote is not closed")]
    [TestCase("ADD --checksum=sha256:0 a /b", "--checksum is for one source")]
    [TestCase("ADD --checksum=sha256:0123 https://example.org/x /b", "expected sha256: and 64 hexadecimal digits")]
    [TestCase("ADD --checksum=0123 https://example.org/x /b", "expected sha256: and 64 hexadecimal digits")]
    [TestCase("RUN --mount=type=foo x", "there is no type 'foo'")]
    [TestCase("RUN --mount=type=cache x", "names no target")]
    [TestCase("RUN --mount=type=bind,target=/ x", "nothing can be mounted over /")]
    [TestCase("RUN --mount=type=bind,target=. x", "nothing can be mounted over /")]
    [TestCase("RUN --mount=type=bind,target=x/.. x", "nothing can be mounted over /")]
    [TestCase("RUN --mount=type=cache,target=/x,shared x", "'shared' is no option")]
    [TestCase("RUN --mount=type=cache,target=/x,sharing=mine x", "expected shared, private or locked")]
    [TestCase("RUN --mount=type=bind,target=/x,uid=1 x", "uid does not go with type=bind")]
    [TestCase("RUN --mount=required,type=secret,id=x x", "the type has to come first")]
    [TestCase("RUN --mount=type=secret x", "a secret needs an id")]
    [TestCase("RUN --mount=from=$X,target=/x x", "from takes no variable")]
    [TestCase("RUN --network=bridge x", "expected default, none or host")]
    [TestCase("RUN --security=off x", "expected insecure or sandbox")]
    [TestCase("EXPOSE web", "'web' is no port")]
    [TestCase("EXPOSE 70000", "'70000' is no port")]
    [TestCase("EXPOSE 90-80", "'90-80' is no port")]
    [TestCase("EXPOSE 1-2:3-5", "'1-2:3-5' is no port")]
    [TestCase("VOLUME /a \"\"", "VOLUME names an empty path")]
    [TestCase("EXPOSE 80/http", "'80/http' is no port")]
    [TestCase("STOPSIGNAL SIGNOPE", "'SIGNOPE' is no signal")]
    [TestCase("STOPSIGNAL 0", "'0' is no signal")]
    [TestCase("WORKDIR ${X", "the '}' of '${' is missing")]
    [TestCase("USER ${}", "'${}' names no variable")]
    [TestCase("ENV A=${B^^}", "behind a variable's name is none of the forms")]
    [TestCase("ENV A=${B:#x}", "behind a variable's name is none of the forms")]
    [TestCase("ENV A='b", "the single quote is not closed")]
    [TestCase("FROM --platform=amd65 x", "--platform=amd65 is no platform")]
    [TestCase("FROM \"\"", "FROM names no image")]
    public void What_the_frontend_refuses_is_refused(string lines, string reason)
    {
        var faults = Dockerfile.Parse($"FROM scratch\n{lines}\n").Faults;

        faults.ShouldNotBeEmpty();
        var fault = faults[0];
        fault.Message.ShouldContain(reason);
        fault.Position.Line.ShouldBeGreaterThan(1);
    }

    [Test]
    public void A_line_longer_than_the_frontend_reads_is_refused()
    {
        Dockerfile.Parse($"FROM scratch\nRUN {new string('a', 65_530)}\n").Faults.ShouldBeEmpty();
        Dockerfile.Parse($"FROM scratch\nRUN {new string('a', 65_540)}\n").Faults.ShouldHaveSingleItem().Position.ShouldBe(new SourcePosition(2, 1));
    }

    [Test]
    public void A_trigger_is_read_where_it_stands()
    {
        var trigger = Dockerfile.Parse("FROM scratch\nONBUILD  COPY --chown=1 a /b").Stages[0].Instructions[0].Trigger.ShouldNotBeNull();

        (trigger.Keyword, trigger.Position, trigger.Paths.Count).ShouldBe(("COPY", new SourcePosition(2, 10), 2));
    }
}
