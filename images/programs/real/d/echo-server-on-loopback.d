// A server on the loopback interface with select, clients in threads, a datagram and addresses; needs sockets and threads (std.socket).
import core.thread : Thread;
import core.time : msecs, seconds;
import std.algorithm : map, remove, sort;
import std.array : array;
import std.conv : text, to;
import std.range : retro;
import std.socket;
import std.stdio : writeln;
import std.string : strip;
import std.typecons : No;

string talk(Address address, string[] words)
{
    auto socket = new TcpSocket(address);
    scope (exit)
        socket.close;
    string answers;
    foreach (word; words)
    {
        socket.send(word);
        char[100] buffer;
        const n = socket.receive(buffer);
        answers ~= buffer[0 .. n] ~ " ";
    }
    socket.shutdown(SocketShutdown.SEND);
    return answers.strip;
}

int serve(Socket listener, int clients)
{
    Socket[] open;
    int words;
    auto set = new SocketSet;
    for (int ended; ended < clients;)
    {
        set.reset;
        set.add(listener);
        foreach (socket; open)
            set.add(socket);
        if (Socket.select(set, null, null, 5.seconds) <= 0)
            throw new SocketException("nobody came");
        Socket[] still;
        foreach (socket; open)
        {
            char[100] buffer;
            const n = set.isSet(socket) ? socket.receive(buffer) : 1;
            if (n <= 0)
            {
                socket.close;
                ended++;
                continue;
            }
            if (set.isSet(socket))
            {
                socket.send(buffer[0 .. n].retro.text);
                words++;
            }
            still ~= socket;
        }
        open = still;
        if (set.isSet(listener))
            open ~= listener.accept;
    }
    return words;
}

void main()
{
    auto listener = new TcpSocket;
    listener.setOption(SocketOptionLevel.SOCKET, SocketOption.REUSEADDR, true);
    listener.bind(new InternetAddress("127.0.0.1", InternetAddress.PORT_ANY));
    listener.listen(5);
    auto address = listener.localAddress;
    writeln(address.toAddrString, ", a free port: ", address.toPortString.to!int > 1023);

    string[3] results;
    auto threads = [0, 1, 2].map!(i => i).array.map!((i) {
        return new Thread({ results[i] = talk(address, [text("straße", i), "Łódź", "東京"]); }).start;
    }).array;
    writeln("words: ", serve(listener, 3));
    foreach (thread; threads)
        thread.join;
    foreach (result; results)
        writeln(result);
    listener.close;

    auto a = new UdpSocket, b = new UdpSocket;
    b.bind(new InternetAddress("127.0.0.1", InternetAddress.PORT_ANY));
    b.setOption(SocketOptionLevel.SOCKET, SocketOption.RCVTIMEO, 2.seconds);
    a.sendTo("datagram ✓", b.localAddress);
    char[50] buffer;
    Address from;
    const n = b.receiveFrom(buffer, from);
    writeln(buffer[0 .. n], " from ", from.toAddrString);

    auto pair = socketPair();
    pair[0].send("through the pair");
    writeln(buffer[0 .. pair[1].receive(buffer)]);
    pair[1].blocking = false;
    writeln("nothing more: ", pair[1].receive(buffer) == Socket.ERROR && wouldHaveBlocked);

    writeln(parseAddress("192.0.2.1", 80), " ", parseAddress("2001:DB8::1", 443), " ", InternetAddress.parse("256.1.1.1") == InternetAddress.ADDR_NONE);
    try
        new TcpSocket(new InternetAddress("127.0.0.1", 1));
    catch (SocketOSException error)
        writeln("nobody listens there");
}
