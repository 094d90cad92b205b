#include <assert.h>

int main(void)
{
    assert(!"Überlauf ✓");
}
