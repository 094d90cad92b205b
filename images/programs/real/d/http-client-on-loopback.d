// Fetches pages with std.net.curl from a small server within the program: headers, forms, errors; needs libcurl and threads.
import core.thread : Thread;
import std.algorithm : canFind, findSplit, startsWith;
import std.conv : text, to;
import std.net.curl;
import std.file : readText, remove;
import std.socket;
import std.stdio : writeln;
import std.string : splitLines, strip, toLower;

void answer(Socket client)
{
    scope (exit)
        client.close;
    string request;
    char[2000] buffer;
    size_t length;
    do
    {
        const n = client.receive(buffer);
        if (n <= 0)
            return;
        request ~= buffer[0 .. n];
        foreach (line; request.splitLines)
            if (line.toLower.startsWith("content-length:"))
                length = line[15 .. $].strip.to!size_t;
    }
    while (request.findSplit("\r\n\r\n")[1] is null || request.findSplit("\r\n\r\n")[2].length < length);

    const verb = request.findSplit(" ")[0], path = request.findSplit(" ")[2].findSplit(" ")[0], posted = request.findSplit("\r\n\r\n")[2];
    string status = "200 OK", body, more;
    switch (path)
    {
    case "/grüße", "/gr%C3%BC%C3%9Fe":
        body = "Grüße vom Server ✓\nzweite Zeile\n";
        break;
    case "/echo":
        body = text(verb, " ", posted, " ", request.canFind("X-Test: ja"));
        break;
    case "/moved":
        status = "302 Found";
        more = "Location: /echo\r\n";
        break;
    case "/big":
        foreach (i; 0 .. 20_000)
            body ~= "0123456789";
        break;
    default:
        status = "404 Not Found";
        body = "nichts";
    }
    const head = text("HTTP/1.1 ", status, "\r\nContent-Type: text/plain; charset=utf-8\r\n", more, "Content-Length: ", body.length, "\r\nConnection: close\r\n\r\n");
    for (const(char)[] rest = head ~ body; rest.length;)
    {
        const sent = client.send(rest);
        if (sent <= 0)
            return;
        rest = rest[sent .. $];
    }
}

void main()
{
    auto listener = new TcpSocket;
    listener.bind(new InternetAddress("127.0.0.1", InternetAddress.PORT_ANY));
    listener.listen(5);
    const base = "http://127.0.0.1:" ~ listener.localAddress.toPortString;
    enum requests = 7;
    auto server = new Thread({ foreach (_; 0 .. requests) answer(listener.accept); }).start;

    writeln(get(base ~ "/gr%C3%BC%C3%9Fe").strip);
    writeln(post(base ~ "/echo", ["name": "Jürg"]));
    auto http = HTTP();
    http.addRequestHeader("X-Test", "ja");
    writeln(put(base ~ "/echo", "Inhalt", http));
    try
        get(base ~ "/missing");
    catch (HTTPStatusException error)
        writeln("status ", error.status);
    writeln("big: ", get!(HTTP, ubyte)(base ~ "/big").length);

    auto request = HTTP(base ~ "/moved");
    request.maxRedirects = 0;
    size_t received;
    request.onReceive = (ubyte[] data) { received += data.length; return data.length; };
    try
        request.perform;
    catch (CurlException)
        writeln("no redirection followed");
    download(base ~ "/gr%C3%BC%C3%9Fe", "page.txt");
    writeln(readText("page.txt").splitLines.length, " lines downloaded, location ", request.responseHeaders.get("location", "none"));
    remove("page.txt");
    server.join;
    listener.close;
    try
        get(base ~ "/closed");
    catch (CurlException error)
        writeln("the server has gone: ", error.msg.toLower.canFind("connect"));
}
