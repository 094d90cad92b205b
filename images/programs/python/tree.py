import subprocess

sleep = ["/usr/bin/sleep", "{{marker}}"]
subprocess.Popen(sleep, start_new_session=True)
print("started", flush=True)
subprocess.run(sleep)
