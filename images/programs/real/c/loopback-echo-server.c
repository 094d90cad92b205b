// A line server on the loopback interface with poll, and three clients in threads; needs sockets and threads.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <ctype.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CLIENTS = 3 };

static struct sockaddr_in address = { .sin_family = AF_INET };
static char replies[CLIENTS][64];

static void *client(void *argument)
{
    long number = (long)argument;
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(s, (struct sockaddr *)&address, sizeof address) != 0)
        return "connect";
    FILE *stream = fdopen(s, "r+");
    fprintf(stream, "reverse client%ld straße\n", number);
    fflush(stream);
    if (!fgets(replies[number], sizeof replies[number], stream))
        return "no reply";
    fclose(stream);
    return NULL;
}

static size_t reverse(const char *line, size_t length, char *output)
{
    while (length && isspace((unsigned char)line[length - 1]))
        length--;
    size_t written = 0;
    while (length) { // a code point at a time, from the end
        size_t start = length - 1;
        while (start && (line[start] & 0xc0) == 0x80)
            start--;
        memcpy(output + written, line + start, length - start);
        written += length - start;
        length = start;
    }
    output[written] = '\n';
    return written + 1;
}

int main(void)
{
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    socklen_t size = sizeof address;
    if (bind(server, (struct sockaddr *)&address, size) != 0 || listen(server, CLIENTS) != 0
        || getsockname(server, (struct sockaddr *)&address, &size) != 0)
        return 1;
    printf("a port was given: %s\n", ntohs(address.sin_port) > 1023 ? "yes" : "no");

    pthread_t threads[CLIENTS];
    for (long i = 0; i < CLIENTS; i++)
        pthread_create(&threads[i], NULL, client, (void *)i);

    struct pollfd watched[CLIENTS + 1] = { { .fd = server, .events = POLLIN } };
    int accepted = 0, closed = 0;
    size_t bytes = 0;
    while (closed < CLIENTS) {
        if (poll(watched, accepted + 1, 10000) <= 0)
            return 2;
        for (int i = accepted; i > 0; i--) {
            if (watched[i].fd < 0 || !watched[i].revents)
                continue;
            char line[128], output[128];
            ssize_t n = recv(watched[i].fd, line, sizeof line, 0);
            bytes += n > 0 ? n : 0;
            if (n > 0)
                send(watched[i].fd, output, reverse(line + 8, n - 8, output), 0);
            else
                close(watched[i].fd), watched[i].fd = -1, closed++;
        }
        if (watched[0].revents && accepted < CLIENTS)
            watched[++accepted] = (struct pollfd){ .fd = accept(server, NULL, NULL), .events = POLLIN };
    }
    for (int i = 0; i < CLIENTS; i++) {
        void *error;
        pthread_join(threads[i], &error);
        printf("client %d: %s", i, error ? (char *)error : replies[i]);
    }
    printf("%d clients, %zu bytes\n", accepted, bytes);
}
