namespace Harness.Tests.Platform;

/// <summary>The system's clock, whose timers end at once, except the long ones, which are limits and no pauses.</summary>
internal sealed class HurriedClock : TimeProvider
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(15);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > Long || dueTime < TimeSpan.Zero ? dueTime : TimeSpan.Zero, period);
}
